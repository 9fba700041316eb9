package olympics.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import olympics.clock.core.AdjustedClock;
import olympics.clock.core.RoundTag;

/** This server's synchronised clock. Thread-safe. */
final class ServerClock {
  private final LocalClock local;
  private final Duration firstWait;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final AdjustedClock clock = new AdjustedClock();

  /**
   * A clock that has not been corrected yet.
   *
   * @param firstWait how long the first public timestamp waits for the first clock round
   */
  ServerClock(LocalClock local, Duration firstWait) {
    this.local = local;
    this.firstWait = firstWait;
  }

  /** A public timestamp; the first ones wait for the first clock round, but not longer than set. */
  Instant now() {
    if (!settled.isDone()) {
      settled.completeOnTimeout(null, firstWait.toNanos(), TimeUnit.NANOSECONDS).join();
    }
    return read();
  }

  /** As {@link #now}, without blocking. */
  CompletableFuture<Instant> soon() {
    settled.completeOnTimeout(null, firstWait.toNanos(), TimeUnit.NANOSECONDS);
    return settled.thenApply(nothing -> read());
  }

  private synchronized Instant read() {
    long nanos = clock.read(local.nanos());
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  /** What a clock probe reads: no public timestamp. */
  synchronized long probeNanos() {
    return clock.target(local.nanos());
  }

  /** Applies a correction once, and lets the first public timestamp go. */
  boolean apply(RoundTag tag, long deltaNanos) {
    boolean applied;
    synchronized (this) {
      applied = clock.apply(tag, deltaNanos, local.nanos());
    }
    settled.complete(null);
    return applied;
  }

  /** What is left to be slewed. */
  synchronized Duration remaining() {
    return Duration.ofNanos(clock.remainingNanos(local.nanos()));
  }
}
