package olympics.obelix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Team;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.PushQueue.Push;
import olympics.wire.GamesStructs;
import olympics.wire.Struct;

/**
 * What the database tells after a commit, see {@code items_changed} in {@code docs/protocol.md}.
 *
 * @param values the items that were written, with their new values
 * @param tablets all that are registered; absent if that has not changed
 */
record Notice(List<Push> values, Optional<List<Tablet>> tablets) {
  Notice {
    values = List.copyOf(values);
    tablets = tablets.map(List::copyOf);
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
    return new Notice(
        values,
        struct.has("tablets") ? Optional.of(RpcDatabase.tablets(struct)) : Optional.empty());
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
