package olympics.http;

import java.time.Duration;

/**
 * How much a server takes from its clients.
 *
 * @param bodyBytes the largest body; a larger one is answered 413
 * @param headerBytes all headers of a request together; more is answered 431
 * @param connections open at once; one more takes the place of another if its source holds fewer
 *     than an equal share, or else its first request is answered 503
 * @param pipelined requests in progress on one connection; further ones stay in its socket
 * @param bufferedBytes of all bodies that are not answered yet; one more is answered 503
 * @param requestTime from a request's first byte to its last; a slower sender is answered 408
 * @param idleTime how long a connection may stay open without a request
 */
public record HttpLimits(
    int bodyBytes,
    int headerBytes,
    int connections,
    int pipelined,
    long bufferedBytes,
    Duration requestTime,
    Duration idleTime) {
  /** What the design says. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          1 << 20, 16 << 10, 4096, 32, 64 << 20, Duration.ofSeconds(10), Duration.ofSeconds(75));

  /** The same with other {@link #connections}. */
  public HttpLimits withConnections(int count) {
    return new HttpLimits(
        bodyBytes, headerBytes, count, pipelined, bufferedBytes, requestTime, idleTime);
  }

  /** The same with other {@link #bufferedBytes}. */
  public HttpLimits withBufferedBytes(long bytes) {
    return new HttpLimits(
        bodyBytes, headerBytes, connections, pipelined, bytes, requestTime, idleTime);
  }

  /** The same with another {@link #requestTime}. */
  public HttpLimits withRequestTime(Duration time) {
    return new HttpLimits(
        bodyBytes, headerBytes, connections, pipelined, bufferedBytes, time, idleTime);
  }

  /** The same with another {@link #idleTime}. */
  public HttpLimits withIdleTime(Duration time) {
    return new HttpLimits(
        bodyBytes, headerBytes, connections, pipelined, bufferedBytes, requestTime, time);
  }
}
