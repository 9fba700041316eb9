package olympics.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * This machine's clock, read once and continued by the monotonic one, so that it never jumps; with
 * the offset and drift of experiments. Thread-safe.
 */
final class LocalClock {
  private final long startEpochNanos;
  private final long startNanoTime;
  private final double rate;

  LocalClock(Duration offset, double driftPpm) {
    startNanoTime = System.nanoTime();
    startEpochNanos = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now().plus(offset));
    rate = driftPpm / 1_000_000;
  }

  /** Nanoseconds since the Unix epoch. */
  long nanos() {
    long elapsed = System.nanoTime() - startNanoTime;
    return startEpochNanos + elapsed + (long) (elapsed * rate);
  }
}
