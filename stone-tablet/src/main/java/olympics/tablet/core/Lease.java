package olympics.tablet.core;

import java.time.Duration;

/**
 * When a tablet has to register for push again (leases: Gray &amp; Cheriton 1989): at a third of
 * the lease, so that two attempts may fail; at once when asked to. Times are monotonic nanoseconds.
 *
 * <p>Not thread-safe: confined to the tablet's loop.
 */
public final class Lease {
  /** A lease shorter than that is renewed no sooner than a third of it. */
  static final Duration SHORTEST = Duration.ofSeconds(1);

  private boolean granted;
  private long dueAt;
  private long endsAt;

  /** Nothing is registered; due at once. */
  public Lease(long now) {
    dueAt = now;
  }

  /** The registration that was asked for at {@code now} is good for {@code length}. */
  public void granted(Duration length, long now) {
    Duration counted = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
    granted = true;
    dueAt = now + counted.dividedBy(3).toNanos();
    endsAt = now + counted.toNanos();
  }

  /** An attempt failed; the next one is due after {@code pause}. */
  public void failed(Duration pause, long now) {
    dueAt = now + pause.toNanos();
  }

  /** What was registered may be forgotten or out of date: not held any more, and due at once. */
  public void doubt(long now) {
    granted = false;
    dueAt = now;
  }

  public boolean isDue(long now) {
    return now - dueAt >= 0;
  }

  /** When it is due next. */
  public long dueAt() {
    return dueAt;
  }

  /** Whether updates can be expected to come by themselves. */
  public boolean isHeld(long now) {
    return granted && now - endsAt < 0;
  }
}
