package olympics.obelix;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Polls one at a time: at an interval counted from sending to sending, sooner while polls fail, and
 * on demand. Thread-safe.
 */
final class Poller {
  private static final Duration INTERVAL_WHILE_AWAY = Duration.ofMillis(500);

  private final LongFunction<CompletableFuture<Void>> poll;
  private final LongSupplier clock;
  private final ScheduledExecutorService scheduler;
  private final Duration interval;
  private boolean inFlight;
  private CompletableFuture<Void> next = new CompletableFuture<>();
  private boolean wanted;
  private ScheduledFuture<?> alarm;

  /**
   * A poller that rests until {@link #fresh} is first called.
   *
   * @param poll sends a poll; given the time of sending
   */
  Poller(
      LongFunction<CompletableFuture<Void>> poll,
      LongSupplier clock,
      ScheduledExecutorService scheduler,
      Duration interval) {
    this.poll = poll;
    this.clock = clock;
    this.scheduler = scheduler;
    this.interval = interval;
  }

  /** A poll that is sent after this call: at once, or when the one in flight has ended. */
  CompletableFuture<Void> fresh() {
    CompletableFuture<Void> mine;
    synchronized (this) {
      mine = next;
      if (inFlight) {
        wanted = true;
        return mine;
      }
      begin();
    }
    send(mine);
    return mine;
  }

  private void tick() {
    var unused = fresh();
  }

  private void begin() {
    inFlight = true;
    wanted = false;
    next = new CompletableFuture<>();
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  private void send(CompletableFuture<Void> promise) {
    long sentAt = clock.getAsLong();
    var unused = poll.apply(sentAt).whenComplete((answer, error) -> ended(promise, sentAt, error));
  }

  private void ended(CompletableFuture<Void> promise, long sentAt, Throwable error) {
    CompletableFuture<Void> following = null;
    synchronized (this) {
      inFlight = false;
      if (wanted) {
        following = next;
        begin();
      } else {
        schedule(sentAt, error != null);
      }
    }
    if (error == null) {
      promise.complete(null);
    } else {
      promise.completeExceptionally(error);
    }
    if (following != null) {
      send(following);
    }
  }

  private void schedule(long sentAt, boolean failed) {
    boolean sooner = failed && INTERVAL_WHILE_AWAY.compareTo(interval) < 0;
    long pause = (sooner ? INTERVAL_WHILE_AWAY : interval).toNanos();
    long rest = Math.max(0, pause - (clock.getAsLong() - sentAt));
    try {
      alarm = scheduler.schedule(this::tick, rest, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      alarm = null; // The server is stopping: no more polls are wanted.
    }
  }
}
