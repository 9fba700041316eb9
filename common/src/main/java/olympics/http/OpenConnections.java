package olympics.http;

import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one server, and what they may hold together. Thread-safe. */
final class OpenConnections {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

  /** So many past the limit are told so; any more are closed without a word. */
  private static final int MAX_SURPLUS = 64;

  /** What a new connection gets. */
  enum Place {
    /** It is served. */
    SERVED,
    /** Its first request is answered 503. */
    SURPLUS,
    /** It is closed at once. */
    NONE
  }

  private final HttpLimits limits;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger surplus = new AtomicInteger();
  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicLong bufferedBytes = new AtomicLong();
  private volatile boolean draining;

  OpenConnections(HttpLimits limits) {
    this.limits = limits;
  }

  HttpLimits limits() {
    return limits;
  }

  /** Takes a place; whoever gets one gives it back by {@link #leave}. */
  Place take() {
    if (tookOneOf(limits.connections(), served)) {
      full.set(false);
      return Place.SERVED;
    }
    if (full.compareAndSet(false, true)) {
      LOG.warn("connections refused: too many open limit={}", limits.connections());
    }
    return tookOneOf(MAX_SURPLUS, surplus) ? Place.SURPLUS : Place.NONE;
  }

  private static boolean tookOneOf(int limit, AtomicInteger taken) {
    return taken.getAndUpdate(count -> Math.min(limit, count + 1)) < limit;
  }

  void add(HttpConnection connection) {
    connections.add(connection);
    if (draining) {
      connection.drain();
    }
  }

  void leave(HttpConnection connection, Place place) {
    connections.remove(connection);
    (place == Place.SERVED ? served : surplus).decrementAndGet();
  }

  /** Counts bytes of bodies that are held, or (less than 0) are held no longer. */
  void buffered(int bytes) {
    if (bytes != 0) {
      bufferedBytes.addAndGet(bytes);
    }
  }

  boolean isOverfull() {
    return bufferedBytes.get() > limits.bufferedBytes();
  }

  long bufferedBytes() {
    return bufferedBytes.get();
  }

  Set<HttpConnection> all() {
    return connections;
  }

  /** Lets every connection end with what was asked on it. */
  void drain() {
    draining = true;
    connections.forEach(connection -> connection.executor().execute(connection::drain));
  }

  /** Ends what takes too long on the connections of this loop; called on it. */
  void watch(EventExecutor loop) {
    long now = System.nanoTime();
    for (HttpConnection connection : connections) {
      if (connection.executor() == loop) {
        connection.watch(now);
      }
    }
  }
}
