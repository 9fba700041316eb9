package olympics.tablet.core.scoreboard;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happens.
 *
 * @param nanos monotonic nanoseconds, to measure by
 * @param wall this machine's clock, to show
 */
public record Moment(long nanos, Instant wall) {
  /** How long after an earlier moment this is; nothing, if that is later. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
  }
}
