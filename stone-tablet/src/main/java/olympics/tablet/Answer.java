package olympics.tablet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.Source;
import olympics.tablet.core.Table;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.MalformedAnswerException;
import olympics.wire.Origin;
import olympics.wire.Struct;

/**
 * The answer to a read of a tally or a score. What comes is read here; every reader throws {@link
 * IllegalArgumentException} saying what is wrong with it.
 *
 * @param through the version that it is true for
 */
record Answer(Known known, Version through) {
  private static final double LONGEST_AGE_SECONDS = 1e9;

  /** Reads a struct that was asked for. */
  static Answer of(ItemKey.Kind kind, Object value) {
    Struct struct = Struct.of(value);
    return new Answer(
        new Known(item(kind, struct), freshness(struct), Source.answered(Origin.of(struct))),
        GamesStructs.through(struct));
  }

  /** Reads a struct that was pushed; current and of nobody, if it does not say. */
  static Known pushed(ItemKey.Kind kind, Object value) {
    Struct struct = Struct.of(value);
    boolean dated = struct.has("stale") || struct.has("age_seconds");
    String server = struct.has(Origin.SERVED_BY) ? struct.string(Origin.SERVED_BY) : "";
    return new Known(
        item(kind, struct), dated ? freshness(struct) : Freshness.CURRENT, Source.pushed(server));
  }

  /** Reads the rows of the medal table. */
  static Table table(Object value) {
    List<Team> teams = new ArrayList<>();
    Freshness freshness = Freshness.CURRENT;
    Optional<Version> through = Optional.empty();
    Optional<Source> source = Optional.empty();
    for (Object row : Struct.array(value)) {
      Struct struct = Struct.of(row);
      teams.add(GamesStructs.team(struct));
      freshness = freshness(struct);
      through = Optional.of(GamesStructs.through(struct));
      source = Optional.of(Source.answered(Origin.of(struct)));
    }
    return new Table(teams, freshness, through, source);
  }

  private static Item item(ItemKey.Kind kind, Struct struct) {
    return switch (kind) {
      case TALLY -> new Item.Tally(GamesStructs.team(struct));
      case SCORE -> new Item.Score(GamesStructs.event(struct));
    };
  }

  private static Freshness freshness(Struct struct) {
    double seconds = struct.number("age_seconds");
    if (!(Math.abs(seconds) <= LONGEST_AGE_SECONDS)) {
      throw new MalformedAnswerException("not an age: " + seconds);
    }
    return new Freshness(
        struct.bool("stale"), Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9)));
  }
}
