package olympics.games.core;

/**
 * An event and its score as last reported.
 *
 * @param name as it was first written; matches without regard to case
 * @param score free text; {@link #NO_SCORE} until the first report
 * @param stamp when the score was last set, or the event was added
 */
public record OlympicEvent(String name, String score, Stamp stamp) {
  /** The score of an event that nobody has reported on. */
  public static final String NO_SCORE = "No score yet!";

  public OlympicEvent {
    name = Names.requireName("event", name);
    score = Names.requireText("score", score);
  }

  /** This event with another score. */
  public OlympicEvent withScore(String newScore, Stamp when) {
    return new OlympicEvent(name, newScore, when);
  }
}
