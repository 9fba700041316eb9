package olympics.obelix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.obelix.core.ChangeNotice;
import olympics.obelix.core.PushQueue.Push;
import olympics.process.core.Address;
import olympics.wire.GamesStructs;
import olympics.wire.Struct;

/**
 * What the database tells after a commit, see {@code items_changed} in {@code docs/protocol.md}.
 *
 * @param since see {@link ChangeNotice}
 * @param through see {@link ChangeNotice}
 * @param values the items that were written, with their new values
 * @param registered tablets that are new, or follow something else
 * @param unregistered tablets that are registered no more
 */
record Notice(
    Optional<Version> since,
    Version through,
    List<Push> values,
    List<Tablet> registered,
    List<Address> unregistered) {
  Notice {
    values = List.copyOf(values);
    registered = List.copyOf(registered);
    unregistered = List.copyOf(unregistered);
  }

  /** What it says to the cache. */
  ChangeNotice changes() {
    return new ChangeNotice(
        since,
        through,
        values.stream().map(push -> new Change(push.item(), push.version())).toList());
  }

  /**
   * Reads the notice's struct.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Notice of(Struct struct) {
    List<Push> values = new ArrayList<>();
    for (Object element : struct.list("items")) {
      Struct item = Struct.of(element);
      values.add(
          switch (ItemKey.Kind.parse(item.string("kind"))) {
            case TALLY -> push(new CachedValue.Tally(GamesStructs.team(item.struct("item"))));
            case SCORE -> push(new CachedValue.Score(GamesStructs.event(item.struct("item"))));
          });
    }
    String since = struct.string("since");
    return new Notice(
        since.isEmpty() ? Optional.empty() : Optional.of(Version.parse(since)),
        Version.parse(struct.string("through")),
        values,
        RpcDatabase.tablets(struct.list("registered")),
        RpcDatabase.addresses(struct.list("unregistered")));
  }

  static Push push(CachedValue.Tally tally) {
    Team team = tally.team();
    return new Push(ItemKey.tally(team.name()), tally, team.stamp().version());
  }

  static Push push(CachedValue.Score score) {
    OlympicEvent event = score.event();
    return new Push(ItemKey.score(event.name()), score, event.stamp().version());
  }
}
