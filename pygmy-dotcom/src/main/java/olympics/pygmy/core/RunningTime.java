package olympics.pygmy.core;

/**
 * Monotonic time that passes only while this process runs: a gap between two readings counts as
 * {@link #MAX_STEP_NANOS} at most. A balancer that was stopped itself must not find all its peers
 * silent when it continues.
 *
 * <p>Read it at least every {@link #MAX_STEP_NANOS} while anything is timed.
 */
public final class RunningTime {
  /** What one gap counts at most: 50 ms, well below the time that makes a front-end suspect. */
  public static final long MAX_STEP_NANOS = 50_000_000;

  private long lastReading;
  private long running;

  /** Begins at 0. */
  public RunningTime(long monotonicNanos) {
    lastReading = monotonicNanos;
  }

  /** The time that has passed, given the monotonic clock's reading. */
  public long at(long monotonicNanos) {
    long gap = monotonicNanos - lastReading;
    lastReading = monotonicNanos;
    running += Math.min(Math.max(gap, 0), MAX_STEP_NANOS);
    return running;
  }
}
