package olympics.cacofonix.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: full jitter over a range that doubles, from 0.1 to at most
 * 2 seconds (Brooker, "Exponential Backoff and Jitter", 2015, with a floor).
 */
public final class Backoff {
  public static final Duration SHORTEST = Duration.ofMillis(100);
  public static final Duration LONGEST = Duration.ofSeconds(2);

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after a failure.
   *
   * @param failures how often in a row it has failed, from 1
   */
  public Duration after(int failures) {
    long top =
        Math.min(LONGEST.toNanos(), SHORTEST.toNanos() << Math.min(Math.max(failures, 1), 10));
    return Duration.ofNanos(random.nextLong(SHORTEST.toNanos(), top + 1));
  }
}
