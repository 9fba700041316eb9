package olympics.cacofonix.core;

import java.time.Duration;

/** Says when the next update is due. Times are monotonic nanoseconds. */
public final class Pacer {
  /** A lag up to this is made good even by a run that otherwise shifts. */
  private static final long SMALL_LAG_NANOS = 1_000_000_000L;

  private final boolean catchesUp;
  private long due;

  /** The first update is due at once. */
  public Pacer(boolean catchesUp, long now) {
    this.catchesUp = catchesUp;
    this.due = now;
  }

  /** When the next update is due. */
  public long due() {
    return due;
  }

  /** The update that was due has been taken; the one after it follows so much later. */
  public void taken(Duration gapToNext, long now) {
    boolean shift = !catchesUp && now - due > SMALL_LAG_NANOS;
    due = (shift ? now : due) + gapToNext.toNanos();
  }
}
