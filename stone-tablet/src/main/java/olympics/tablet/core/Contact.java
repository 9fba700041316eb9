package olympics.tablet.core;

import java.time.Duration;
import java.util.List;

/**
 * Whether answers come; reports the first that is missing and the first that comes again.
 *
 * <p>Not thread-safe: its owner holds a lock.
 */
public final class Contact {
  private boolean lost;
  private long lostAt;

  /**
   * There was no answer.
   *
   * @param now monotonic nanoseconds
   */
  public List<Change> lost(String reason, long now) {
    if (lost) {
      return List.of();
    }
    lost = true;
    lostAt = now;
    return List.of(new Change.Lost(reason));
  }

  /** There was an answer, of whatever kind. */
  public List<Change> answered(long now) {
    if (!lost) {
      return List.of();
    }
    lost = false;
    return List.of(new Change.Back(Duration.ofNanos(now - lostAt)));
  }

  /** Whether the last thing known is that there was no answer. */
  public boolean isLost() {
    return lost;
  }
}
