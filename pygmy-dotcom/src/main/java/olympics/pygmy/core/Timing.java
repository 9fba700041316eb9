package olympics.pygmy.core;

import java.time.Duration;

/**
 * How long the balancer waits for what. Longer is more patient with a slow front-end, shorter masks
 * a stopped one sooner.
 *
 * @param suspectAfterNanos a probe without an answer for this long makes its front-end suspect
 * @param probeTimeoutNanos after this long a probe is given up and sent again on a new connection
 * @param minGraceNanos how long at least a request waits for the other front-ends once one is ready
 * @param maxGraceNanos how long at most, see {@link BackEnds#graceNanos}
 * @param attemptTimeoutNanos how long an attempt may take when it could be made elsewhere
 * @param suspectAttemptTimeoutNanos the same, when its front-end is suspect
 * @param deadlineNanos how long a request may take in all
 * @param statusReserveNanos what is kept of it for asking what became of a write
 * @param minBackoffNanos the least pause between attempts at one front-end
 * @param maxBackoffNanos the longest one
 * @param maxAttempts how often one request is forwarded at most
 */
public record Timing(
    long suspectAfterNanos,
    long probeTimeoutNanos,
    long minGraceNanos,
    long maxGraceNanos,
    long attemptTimeoutNanos,
    long suspectAttemptTimeoutNanos,
    long deadlineNanos,
    long statusReserveNanos,
    long minBackoffNanos,
    long maxBackoffNanos,
    int maxAttempts) {

  /** What the balancer uses: a stopped front-end is masked in less than half a second. */
  public static final Timing DEFAULT =
      new Timing(
          millis(150),
          millis(1000),
          millis(10),
          millis(100),
          millis(1000),
          millis(250),
          millis(5000),
          millis(1000),
          millis(50),
          millis(500),
          4);

  public Timing {
    if (suspectAfterNanos <= 0 || probeTimeoutNanos < suspectAfterNanos) {
      throw new IllegalArgumentException("a probe must be suspect before it is given up");
    }
    if (minGraceNanos > maxGraceNanos || minBackoffNanos > maxBackoffNanos) {
      throw new IllegalArgumentException("a least time is longer than its longest");
    }
    if (statusReserveNanos >= deadlineNanos || maxAttempts < 1) {
      throw new IllegalArgumentException("no time or no attempt is left for a request");
    }
  }

  /** The same for a question that has this much time left, at least half a second. */
  public Timing forQuestion(long nanosLeft) {
    long left = Math.max(nanosLeft, millis(500));
    return new Timing(
        suspectAfterNanos,
        probeTimeoutNanos,
        minGraceNanos,
        maxGraceNanos,
        left / 2,
        suspectAttemptTimeoutNanos,
        left,
        0,
        minBackoffNanos,
        maxBackoffNanos,
        maxAttempts);
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
