package olympics.rpc;

import java.time.Duration;

/**
 * How much a server takes from its clients.
 *
 * @param bodyBytes the largest body; a larger one is answered 413
 * @param headerBytes all headers of a request together; more is answered 431
 * @param connections open at once; one more is closed at once
 * @param requestTime from a request's first byte to its last; a slower sender is answered 408
 * @param idleTime how long a connection may stay open without a request
 * @param waitingCalls of methods that block, beyond those that run; one more is answered fault 503
 */
public record HttpLimits(
    int bodyBytes,
    int headerBytes,
    int connections,
    Duration requestTime,
    Duration idleTime,
    int waitingCalls) {
  /** What the design says. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(1 << 20, 16 << 10, 4096, Duration.ofSeconds(10), Duration.ofSeconds(75), 1024);
}
