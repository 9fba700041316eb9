package olympics.pygmy.core;

/**
 * Bounds how many attempts are repeats, so that retries cannot multiply an overload: in each second
 * at most 50, or a fifth of the requests of the busier of this second and the one before.
 */
public final class RetryBudget {
  private static final long WINDOW_NANOS = 1_000_000_000L;
  private static final long LEAST_PER_WINDOW = 50;
  private static final double SHARE = 0.2;

  private long windowBegan;
  private long requests;
  private long requestsBefore;
  private long retries;

  /** Begins the first window. */
  public RetryBudget(long now) {
    windowBegan = now;
  }

  /** Counts a request. */
  public void request(long now) {
    roll(now);
    requests++;
  }

  /** Takes one retry out of the budget, if there is one. */
  public boolean tryRetry(long now) {
    roll(now);
    double allowed = Math.max(LEAST_PER_WINDOW, SHARE * Math.max(requests, requestsBefore));
    if (retries >= allowed) {
      return false;
    }
    retries++;
    return true;
  }

  private void roll(long now) {
    long windows = (now - windowBegan) / WINDOW_NANOS;
    if (windows > 0) {
      requestsBefore = windows == 1 ? requests : 0;
      requests = 0;
      retries = 0;
      windowBegan += windows * WINDOW_NANOS;
    }
  }
}
