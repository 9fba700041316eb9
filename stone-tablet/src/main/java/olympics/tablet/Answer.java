package olympics.tablet;

import java.time.Duration;
import java.util.Optional;
import olympics.games.core.Version;
import olympics.tablet.core.Item;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Struct;

/**
 * A tally or score struct as it came, asked for or pushed.
 *
 * @param item the value
 * @param freshness as the sender said; current, if it said nothing
 * @param through the version that it is true for; a push does not say
 */
record Answer(Item item, Freshness freshness, Optional<Version> through) {
  private static final double LONGEST_AGE_SECONDS = 1e9;

  /** Reads a tally struct; throws {@link IllegalArgumentException} saying what is wrong with it. */
  static Answer tally(Object value) {
    Struct struct = Struct.of(value);
    return new Answer(
        new Item.Tally(GamesStructs.team(struct)), freshness(struct), through(struct));
  }

  /** Reads a score struct; throws {@link IllegalArgumentException} saying what is wrong with it. */
  static Answer score(Object value) {
    Struct struct = Struct.of(value);
    return new Answer(
        new Item.Score(GamesStructs.event(struct)), freshness(struct), through(struct));
  }

  /** The version that an answer to a question is true for, which it must say. */
  Version requireThrough() {
    return through.orElseThrow(
        () -> new MalformedAnswerException("it does not say through which version it is true"));
  }

  private static Optional<Version> through(Struct struct) {
    return struct.has(GamesStructs.THROUGH)
        ? Optional.of(GamesStructs.through(struct))
        : Optional.empty();
  }

  static Freshness freshness(Struct struct) {
    if (!struct.has("stale") && !struct.has("age_seconds")) {
      return Freshness.CURRENT;
    }
    double seconds = struct.number("age_seconds");
    if (!(Math.abs(seconds) <= LONGEST_AGE_SECONDS)) {
      throw new MalformedAnswerException("not an age: " + seconds);
    }
    return new Freshness(
        struct.bool("stale"), Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9)));
  }
}
