package olympics.tablet.core.page;

import java.util.List;
import java.util.Locale;

/**
 * What the page shows; the same for the HTML of the first answer and for the script that keeps it
 * up to date. All texts are ready to be read.
 *
 * @param summary one short sentence, read out when it changes
 * @param state of the whole, with {@code connection}, which says the same in words
 * @param asOf as of when the page is true, as {@code as of 14:02:13}; tells so if it is not known
 * @param standings in the order of the Games
 * @param standingsNote what to know of the table as a whole
 * @param pinned what is followed, teams first
 * @param latest medals, newest first
 * @param scores of the events
 * @param scoresNote which are not shown
 * @param facts where all that came from
 */
public record PageModel(
    String summary,
    State state,
    String connection,
    String asOf,
    List<Standing> standings,
    String standingsNote,
    List<Pin> pinned,
    List<Medal> latest,
    List<Score> scores,
    String scoresNote,
    List<Fact> facts) {
  public PageModel {
    standings = List.copyOf(standings);
    pinned = List.copyOf(pinned);
    latest = List.copyOf(latest);
    scores = List.copyOf(scores);
    facts = List.copyOf(facts);
  }

  /** How far something can be relied on; never told by colour alone. */
  public enum State {
    LIVE,
    /** Past what its server promises, or not confirmed. */
    STALE,
    /** Nobody answers, or this is refused. */
    LOST,
    /** There was no answer yet. */
    WAITING;

    /** The name in the page. */
    public String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row of the medal table.
   *
   * @param rank with {@code =} before it if it is shared
   * @param asOf when the tally was written
   * @param news what changed a moment ago, or empty
   * @param followed whether it is pinned, too
   */
  public record Standing(
      String rank,
      String team,
      String gold,
      String silver,
      String bronze,
      String total,
      String asOf,
      String news,
      boolean followed) {}

  /**
   * Something that is followed.
   *
   * @param kind {@code team} or {@code event}
   * @param value its tally or score
   * @param note rank and time, and plainly if it is not to be relied on
   * @param source where the value came from, and how old it is; empty if there is none
   * @param news what changed a moment ago, or empty
   */
  public record Pin(
      String kind,
      String title,
      String value,
      String note,
      String source,
      State state,
      String news) {}

  /**
   * A team's latest medals.
   *
   * @param time when they were written
   * @param kind {@code gold}, {@code silver}, {@code bronze}, or {@code several}
   */
  public record Medal(String time, String team, String what, String kind) {}

  /**
   * An event's score.
   *
   * @param asOf when it was written
   * @param note empty, or why it is not to be relied on
   */
  public record Score(
      String event, String score, String asOf, String note, State state, boolean followed) {}

  /** Something with a name. */
  public record Fact(String name, String value) {}
}
