package olympics.tablet.core.screen;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happens.
 *
 * @param nanos monotonic nanoseconds, to measure by
 * @param wall this machine's clock, to show
 */
public record Moment(long nanos, Instant wall) {
  Duration since(Moment earlier) {
    return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
  }
}
