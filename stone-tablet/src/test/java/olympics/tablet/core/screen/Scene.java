package olympics.tablet.core.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.Source;
import olympics.tablet.core.Table;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.wire.Freshness;

/** A scoreboard and its clock, in short words. */
final class Scene {
  static final Freshness CURRENT = new Freshness(false, Duration.ofMillis(300));
  static final Freshness STALE = new Freshness(true, Duration.ofSeconds(12));

  static final Source CACHE = new Source("obelix-1", Source.Way.CACHED);
  static final Source PUSH = Source.pushed("obelix-2");

  final Scoreboard board =
      new Scoreboard(
          new Scoreboard.About(
              new Address("localhost", 8005),
              new Address("localhost", 8001),
              Duration.ofSeconds(1),
              false,
              "http://localhost:8005/"));

  final Viewer viewer = new Viewer(board);
  private final Instant start = Instant.parse("2026-11-26T14:00:00Z");
  private final List<Team> teams = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private long number;

  Moment now() {
    return new Moment(passed.toNanos(), start.plus(passed));
  }

  Scene after(String seconds) {
    passed = passed.plusMillis(Math.round(Double.parseDouble(seconds) * 1e3));
    return this;
  }

  Scene following(List<String> teamNames, List<String> events) {
    board.following(new Catalogue(teamNames, events), now());
    return this;
  }

  Item tally(String team, int gold, int silver, int bronze) {
    return new Item.Tally(new Team(team, gold, silver, bronze, stamp()));
  }

  Item score(String event, String score) {
    return new Item.Score(new OlympicEvent(event, score, stamp()));
  }

  private Stamp stamp() {
    return new Stamp(new Version("a".repeat(16), number++), start.plus(passed));
  }

  /** The first values. */
  Scene first(Item... items) {
    for (Item item : items) {
      changed(new Change.Value(new Known(item, CURRENT, CACHE), true));
    }
    return this;
  }

  Scene next(Item item) {
    return changed(new Change.Value(new Known(item, CURRENT, PUSH), false));
  }

  Scene changed(Change change) {
    board.changed(change, now());
    return this;
  }

  /** The medal table, with these teams added to those of the last one. */
  Scene table(Item... tallies) {
    for (Item tally : tallies) {
      teams.add(((Item.Tally) tally).team());
    }
    board.table(
        new Table(
            teams, CURRENT, Optional.of(new Version("a".repeat(16), number)), Optional.of(CACHE)),
        now());
    return this;
  }

  Scene press(Command... commands) {
    for (Command command : commands) {
      viewer.press(command, now());
    }
    return this;
  }

  List<Line> lines(int columns, int rows) {
    return ScoreboardScreen.lines(viewer, columns, rows, now(), ZoneOffset.UTC);
  }

  /** The text of a screen, without white space at the ends of its lines. */
  String text(int columns, int rows) {
    return lines(columns, rows).stream()
        .map(line -> line.text().stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The line that holds a text. */
  Line line(String part, int columns) {
    return lines(columns, 30).stream()
        .filter(line -> line.text().contains(part))
        .findFirst()
        .orElseThrow();
  }
}
