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

  private Facts() {}

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
    return board.answered(board.question(item.key()), item, CURRENT, through);
  }

  static List<Change> push(Board board, Item item) {
    return board.pushed(item, CURRENT);
  }

  static Change first(Item item) {
    return new Change.Value(new Known(item, CURRENT), true, Change.Way.ASKED);
  }

  static Change asked(Item item) {
    return new Change.Value(new Known(item, CURRENT), false, Change.Way.ASKED);
  }

  static Change pushed(Item item) {
    return new Change.Value(new Known(item, CURRENT), false, Change.Way.PUSHED);
  }

  static Optional<Item> shown(Board board, ItemKey key) {
    return board.known(key).map(Known::item);
  }

  private static Stamp stamp(char epoch, long number) {
    return new Stamp(version(epoch, number), Instant.ofEpochSecond(number));
  }
}
