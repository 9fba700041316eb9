package olympics.rpc.core;

/**
 * Accepts every counter of one sender at most once, in any order within the window. Not
 * thread-safe.
 *
 * <p>The anti-replay window of IPsec (RFC 4303, section 3.4.3): one bit for each of the last {@code
 * size} counters; what is older is refused, since it can no longer be known.
 */
public final class SlidingWindow {
  private final long[] seen;
  private final int size;
  private long highest;

  /** A window for at least {@code size} counters. */
  public SlidingWindow(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("window of " + size + ", expected at least 1");
    }
    seen = new long[(size + Long.SIZE - 1) / Long.SIZE];
    this.size = seen.length * Long.SIZE;
  }

  /**
   * Whether a counter is new; it is not new a second time.
   *
   * @param counter from 1
   */
  public boolean accept(long counter) {
    if (counter < 1 || counter <= highest - size) {
      return false;
    }
    if (counter > highest) {
      forget(counter);
      highest = counter;
    }
    int bit = (int) (counter % size);
    long mask = 1L << (bit % Long.SIZE);
    int word = bit / Long.SIZE;
    if ((seen[word] & mask) != 0) {
      return false;
    }
    seen[word] |= mask;
    return true;
  }

  /** Clears the bits that the counters above {@link #highest} up to {@code counter} will use. */
  private void forget(long counter) {
    long steps = Math.min(counter - highest, size);
    for (long i = 0; i < steps; i++) {
      int bit = (int) ((counter - i) % size);
      seen[bit / Long.SIZE] &= ~(1L << (bit % Long.SIZE));
    }
  }
}
