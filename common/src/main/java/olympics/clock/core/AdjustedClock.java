package olympics.clock.core;

import java.util.Optional;

/**
 * A local clock with corrections: each is applied once, and what is shown publicly never goes
 * backwards. Not thread-safe.
 *
 * <p>The shell feeds in the local clock's reading: nanoseconds since the epoch that never decrease,
 * with the offset and drift of experiments in them. Until the first public timestamp a correction
 * is a step; after it the public time approaches the corrected one by at most a twelfth of the time
 * that passes (as chrony does), so an offset of 60 s takes 12 minutes.
 */
public final class AdjustedClock {
  /** Public timestamps are at least this far apart. */
  public static final long TICK_NANOS = 1000;

  private static final long SLEW_DIVISOR = 12;

  private Optional<RoundTag> applied = Optional.empty();
  private long correction;
  private long slewed;
  private long slewedAt;
  private long last;
  private boolean shown;

  /**
   * Applies a correction, unless it or a later one was applied before.
   *
   * @param deltaNanos to be added to the clock
   * @param local what the local clock reads
   * @return whether it was applied
   */
  public boolean apply(RoundTag tag, long deltaNanos, long local) {
    if (applied.isPresent() && tag.compareTo(applied.get()) <= 0) {
      return false;
    }
    slew(local);
    applied = Optional.of(tag);
    correction += deltaNanos;
    return true;
  }

  /**
   * The corrected time that the public time approaches: what clock probes read. Leaves no mark; may
   * go backwards when a correction is applied.
   */
  public long target(long local) {
    return local + correction;
  }

  /** A public timestamp: later than every one before by at least {@link #TICK_NANOS}. */
  public long read(long local) {
    slew(local);
    long micros = Math.floorDiv(local + slewed, TICK_NANOS) * TICK_NANOS;
    last = shown ? Math.max(last + TICK_NANOS, micros) : micros;
    shown = true;
    return last;
  }

  /** What is left to be slewed: the target less the public time. */
  public long remainingNanos(long local) {
    slew(local);
    return correction - slewed;
  }

  private void slew(long local) {
    if (!shown) {
      slewed = correction;
      slewedAt = local;
      return;
    }
    long elapsed = Math.max(0, local - slewedAt);
    long most = elapsed / SLEW_DIVISOR;
    slewed += Math.max(-most, Math.min(most, correction - slewed));
    slewedAt = Math.max(slewedAt, local) - elapsed % SLEW_DIVISOR;
  }
}
