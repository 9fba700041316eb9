package olympics.cacofonix.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Medal;
import olympics.games.core.Names;

/** A form of results file: how a row becomes an update. Recognised by the header. */
interface ResultsForm {
  /**
   * Reads a row with as many cells as the header.
   *
   * @throws IllegalArgumentException saying what is wrong and what was expected
   */
  Result read(long line, List<String> cells);

  /**
   * The form that a header announces.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ResultsForm of(Header header) {
    OptionalInt medal = header.column("medal");
    OptionalInt team = header.column("team", "noc");
    OptionalInt teamA = header.column("team_a", "noc_a");
    OptionalInt teamB = header.column("team_b", "noc_b");
    OptionalInt score = header.column("running_score", "score");
    if (medal.isPresent() && team.isPresent()) {
      return new Medals(header, team.getAsInt(), medal.getAsInt());
    }
    if (teamA.isPresent() && teamB.isPresent() && score.isPresent()) {
      return new RunningScores(header, teamA.getAsInt(), teamB.getAsInt(), score.getAsInt());
    }
    throw new IllegalArgumentException(
        "not the header of a results file: '"
            + header
            + "', expected the columns team and medal, or team_a, team_b and score");
  }

  /** One copy of each text: a large file says the same names over and over. */
  final class Texts {
    private final Map<String, String> known = new HashMap<>();

    String shared(String text) {
      String before = known.putIfAbsent(text, text);
      return before == null ? text : before;
    }
  }

  /** When a row happened. */
  final class Time {
    private final OptionalInt column;

    Time(Header header) {
      column = header.column("awarded_at", "reported_at", "at");
    }

    Optional<Instant> of(List<String> cells) {
      if (column.isEmpty()) {
        return Optional.empty();
      }
      String text = cells.get(column.getAsInt()).strip();
      try {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "not a time: '"
                + Names.quotable(text)
                + "', expected date, time and offset as 2024-07-27T11:23:49+02:00",
            e);
      }
    }
  }

  /** One medal a row. */
  final class Medals implements ResultsForm {
    private final int team;
    private final int medal;
    private final Time time;
    private final OptionalInt discipline;
    private final OptionalInt event;
    private final Texts texts = new Texts();

    Medals(Header header, int team, int medal) {
      this.team = team;
      this.medal = medal;
      time = new Time(header);
      discipline = header.column("discipline");
      event = header.column("event");
    }

    @Override
    public Result read(long line, List<String> cells) {
      List<String> won = new ArrayList<>();
      Header.cell(cells, discipline).ifPresent(won::add);
      Header.cell(cells, event).ifPresent(won::add);
      return new Result(
          line,
          time.of(cells),
          new MedalWon(
              texts.shared(cells.get(team).strip()),
              Medal.parse(cells.get(medal)),
              texts.shared(String.join(" ", won))));
    }
  }

  /** The score of a match after each change: the last row of a match is its result. */
  final class RunningScores implements ResultsForm {
    private static final Pattern SCORE = Pattern.compile("[0-9]{1,6}-[0-9]{1,6}");

    private final int teamA;
    private final int teamB;
    private final int score;
    private final Time time;
    private final OptionalInt games;
    private final OptionalInt title;
    private final OptionalInt date;
    private final Texts texts = new Texts();

    RunningScores(Header header, int teamA, int teamB, int score) {
      this.teamA = teamA;
      this.teamB = teamB;
      this.score = score;
      time = new Time(header);
      games = header.column("games");
      title = header.column("title", "event");
      date = header.column("date");
    }

    @Override
    public Result read(long line, List<String> cells) {
      return new Result(
          line,
          time.of(cells),
          new ScoreReport(
              texts.shared(event(cells)), texts.shared(score(cells.get(score).strip()))));
    }

    /** Teams first, then whatever tells one meeting of the two from another. */
    private String event(List<String> cells) {
      String first = Names.requireName("team_a", cells.get(teamA));
      String second = Names.requireName("team_b", cells.get(teamB));
      StringBuilder name = new StringBuilder(first).append(" v ").append(second);
      Header.cell(cells, games).ifPresent(text -> name.append(' ').append(text));
      Header.cell(cells, title).ifPresent(text -> name.append(' ').append(text));
      if (date.isPresent()) {
        name.append(' ').append(date(cells.get(date.getAsInt()).strip()));
      }
      return Names.requireName("event", name.toString());
    }

    private static String score(String text) {
      if (!SCORE.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "not a running score: '" + Names.quotable(text) + "', expected two numbers as 2-1");
      }
      return text;
    }

    private static LocalDate date(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "not a date: '" + Names.quotable(text) + "', expected a day as 1924-05-25", e);
      }
    }
  }
}
