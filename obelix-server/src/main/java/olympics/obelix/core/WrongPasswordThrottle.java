package olympics.obelix.core;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords per source address: a token bucket for each, in bounded memory. Not
 * thread-safe.
 *
 * <p>Only wrong guesses are counted, so the right password always passes.
 */
public final class WrongPasswordThrottle {
  private record Bucket(double tokens, long at) {}

  private final int burst;
  private final long refillNanos;
  private final int maxAddresses;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A throttle.
   *
   * @param burst wrong guesses that are allowed at once
   * @param refill the time after which one more is allowed
   * @param maxAddresses past it the address that guessed least lately is forgotten
   */
  public WrongPasswordThrottle(int burst, Duration refill, int maxAddresses) {
    this.burst = burst;
    this.refillNanos = refill.toNanos();
    this.maxAddresses = maxAddresses;
  }

  /**
   * Counts a wrong guess.
   *
   * @param now monotonic nanoseconds
   * @return whether it was one too many
   */
  public boolean isOneTooMany(String address, long now) {
    Bucket bucket = buckets.getOrDefault(address, new Bucket(burst, now));
    double refilled = (double) Math.max(0, now - bucket.at()) / refillNanos;
    double tokens = Math.min(burst, bucket.tokens() + refilled);
    boolean tooMany = tokens < 1;
    buckets.put(address, new Bucket(tooMany ? tokens : tokens - 1, now));
    if (buckets.size() > maxAddresses) {
      Iterator<String> leastRecent = buckets.keySet().iterator();
      leastRecent.next();
      leastRecent.remove();
    }
    return tooMany;
  }

  int addresses() {
    return buckets.size();
  }
}
