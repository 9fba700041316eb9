package olympics.obelix.core;

import java.time.Duration;

/**
 * Whether the database answers, from the outcomes of the calls to it. Not thread-safe.
 *
 * <p>It is away when the last call failed. The front-end is ready as long as an answer came within
 * the grace, so that one lost call does not turn writes away; and again at the first answer.
 */
public final class Reachability {
  private final long graceNanos;
  private boolean everAnswered;
  private boolean lastFailed;
  private long lastAnswer;

  /** Nothing is known yet: away, and not ready. */
  public Reachability(Duration grace) {
    this.graceNanos = grace.toNanos();
  }

  /** A change of state that is worth a line in the terminal. */
  public enum Turn {
    NONE,
    LOST,
    BACK
  }

  /** The database answered. */
  public Turn onAnswer(long now) {
    boolean turned = lastFailed || !everAnswered;
    everAnswered = true;
    lastFailed = false;
    lastAnswer = now;
    return turned ? Turn.BACK : Turn.NONE;
  }

  /** A call to the database got no answer. */
  public Turn onFailure() {
    boolean turned = !lastFailed;
    lastFailed = true;
    return turned ? Turn.LOST : Turn.NONE;
  }

  /** Whether the last call got no answer, or none was answered yet. */
  public boolean away() {
    return lastFailed || !everAnswered;
  }

  /** Whether writes may be sent here. */
  public boolean ready(long now) {
    return everAnswered && (!lastFailed || now - lastAnswer <= graceNanos);
  }
}
