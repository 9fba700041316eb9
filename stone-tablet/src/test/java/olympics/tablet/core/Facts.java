package olympics.tablet.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.wire.Freshness;

/** Short words for what happens to a board in tests. */
final class Facts {
  static final ItemKey GAUL = ItemKey.tally("Gaul");
  static final ItemKey ROME = ItemKey.tally("Rome");
  static final ItemKey CURLING = ItemKey.score("Stone Curling");
  static final Freshness CURRENT = new Freshness(false, Duration.ofMillis(400));
  static final Freshness STALE = new Freshness(true, Duration.ofSeconds(20));

  static final Source CACHE = new Source("obelix-1", Source.Way.CACHED);
  static final Source PUSH = Source.pushed("obelix-2");

  private Facts() {}

  /** What an answer from a cache brought. */
  static Known known(Item item, Freshness freshness) {
    return new Known(item, freshness, CACHE);
  }

  /** Version {@code number} of the epoch with this letter, a to f. */
  static Version version(char epoch, long number) {
    return new Version(String.valueOf(epoch).repeat(16), number);
  }

  static Item gaul(int gold, char epoch, long number) {
    return new Item.Tally(new Team("Gaul", gold, 0, 0, stamp(epoch, number)));
  }

  static Item rome(int gold, char epoch, long number) {
    return new Item.Tally(new Team("Rome", gold, 0, 0, stamp(epoch, number)));
  }

  static Item curling(String score, char epoch, long number) {
    return new Item.Score(new OlympicEvent("Stone Curling", score, stamp(epoch, number)));
  }

  /** Asks and gets the answer with nothing in between; nothing was written after the item. */
  static List<Change> answer(Board board, Item item) {
    Version version = item.stamp().version();
    Version through =
        board
            .minVersion()
            .filter(mark -> mark.epoch().equals(version.epoch()))
            .filter(mark -> mark.number() > version.number())
            .orElse(version);
    return answer(board, item, through);
  }

  /** Asks and gets an answer that is true for this version. */
  static List<Change> answer(Board board, Item item, Version through) {
    return board.answered(board.question(item.key()), known(item, CURRENT), through);
  }

  static List<Change> push(Board board, Item item) {
    return board.pushed(new Known(item, CURRENT, PUSH));
  }

  static Change first(Item item) {
    return new Change.Value(known(item, CURRENT), true);
  }

  static Change asked(Item item) {
    return new Change.Value(known(item, CURRENT), false);
  }

  static Change pushed(Item item) {
    return new Change.Value(new Known(item, CURRENT, PUSH), false);
  }

  static Optional<Item> shown(Board board, ItemKey key) {
    return board.known(key).map(Known::item);
  }

  private static Stamp stamp(char epoch, long number) {
    return new Stamp(version(epoch, number), Instant.ofEpochSecond(number));
  }
}
