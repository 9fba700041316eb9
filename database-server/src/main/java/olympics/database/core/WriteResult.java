package olympics.database.core;

import java.util.List;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;

/**
 * What an applied write was answered; kept with its request id, so that a repetition gets the same.
 *
 * <p>Its text is one line of fields separated by tabs, which no name or score can hold.
 */
public sealed interface WriteResult {
  /** The form that {@link #read} reads. */
  String text();

  /** A tally after one medal more. */
  record TallyWritten(Team team) implements WriteResult {
    @Override
    public String text() {
      return line(
          "tally", team.name(), team.gold(), team.silver(), team.bronze(), stamp(team.stamp()));
    }
  }

  /**
   * An event's score after a {@code set_score}.
   *
   * @param event the event as it is
   * @param superseded whether the score was left alone, for a later one of the same writer stands
   */
  record ScoreWritten(OlympicEvent event, boolean superseded) implements WriteResult {
    @Override
    public String text() {
      return line("score", event.name(), event.score(), superseded, stamp(event.stamp()));
    }
  }

  /**
   * A team after an {@code add_team}.
   *
   * @param team the name as first written
   * @param version of the team's tally
   * @param added whether it was not there before
   */
  record TeamAdded(String team, Version version, boolean added) implements WriteResult {
    @Override
    public String text() {
      return line("team", team, version, added);
    }
  }

  /**
   * An event after an {@code add_event}.
   *
   * @param event the name as first written
   * @param version of the event's score
   * @param added whether it was not there before
   */
  record EventAdded(String event, Version version, boolean added) implements WriteResult {
    @Override
    public String text() {
      return line("event", event, version, added);
    }
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException if it is nothing that {@code text} returns
   */
  static WriteResult read(String text) {
    List<String> fields = List.of(text.split("\t", -1));
    return switch (fields.get(0) + fields.size()) {
      case "tally7" ->
          new TallyWritten(
              new Team(
                  fields.get(1),
                  Integer.parseInt(fields.get(2)),
                  Integer.parseInt(fields.get(3)),
                  Integer.parseInt(fields.get(4)),
                  stamp(fields.subList(5, 7))));
      case "score6" ->
          new ScoreWritten(
              new OlympicEvent(fields.get(1), fields.get(2), stamp(fields.subList(4, 6))),
              Boolean.parseBoolean(fields.get(3)));
      case "team4" ->
          new TeamAdded(
              fields.get(1), Version.parse(fields.get(2)), Boolean.parseBoolean(fields.get(3)));
      case "event4" ->
          new EventAdded(
              fields.get(1), Version.parse(fields.get(2)), Boolean.parseBoolean(fields.get(3)));
      default -> throw new IllegalArgumentException("not a stored result: '" + text + "'");
    };
  }

  private static String line(Object... fields) {
    StringBuilder line = new StringBuilder();
    for (Object field : fields) {
      line.append(line.isEmpty() ? "" : "\t").append(field);
    }
    return line.toString();
  }

  private static String stamp(Stamp stamp) {
    return stamp.version() + "\t" + Micros.of(stamp.asOf());
  }

  private static Stamp stamp(List<String> fields) {
    return new Stamp(Version.parse(fields.get(0)), Micros.instant(Long.parseLong(fields.get(1))));
  }
}
