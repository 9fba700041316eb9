package olympics.http;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import olympics.http.core.FairShares;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one server, and what they may hold together. Thread-safe. */
final class OpenConnections {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

  /** So many past the limit are told so; any more are closed without a word. */
  private static final int MAX_SURPLUS = 64;

  /** Whoever opens and closes connections could fill the log otherwise. */
  private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final HttpLimits limits;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

  /** Guarded by itself, as {@link #tellAgainAt} is. */
  private final FairShares<SourceNetwork> shares;

  private long tellAgainAt = System.nanoTime();
  private final AtomicInteger surplus = new AtomicInteger();
  private final AtomicLong bufferedBytes = new AtomicLong();
  private volatile boolean draining;

  OpenConnections(HttpLimits limits) {
    this.limits = limits;
    this.shares = new FairShares<>(limits.connections());
  }

  HttpLimits limits() {
    return limits;
  }

  /**
   * Takes a place for a new connection; whoever gets one gives it back by {@link #leave}. When all
   * are taken, a source that holds fewer than its share gets the place of a connection of one that
   * holds more. Empty: it is to be closed without a word.
   */
  Optional<Place> take(SourceNetwork source) {
    long now = System.nanoTime();
    if (tookOneServed(source, now)) {
      return Optional.of(Place.served(source, now));
    }
    boolean isTold = surplus.getAndUpdate(count -> Math.min(MAX_SURPLUS, count + 1)) < MAX_SURPLUS;
    return isTold ? Optional.of(Place.surplus(source, now)) : Optional.empty();
  }

  private boolean tookOneServed(SourceNetwork source, long now) {
    synchronized (shares) {
      if (shares.takeFree(source)) {
        return true;
      }
      tellThatAllAreTaken(now);
      Optional<HttpConnection> giving = owing(source, now);
      giving.ifPresent(connection -> passOn(connection, source));
      return giving.isPresent();
    }
  }

  private void tellThatAllAreTaken(long now) {
    if (now - tellAgainAt >= 0) {
      tellAgainAt = now + TELL_EVERY_NANOS;
      LOG.warn(
          "too many connections: each source keeps its share, others are refused limit={}",
          limits.connections());
    }
  }

  /** Of the sources that hold the most, the connection on which nothing was asked for longest. */
  private Optional<HttpConnection> owing(SourceNetwork newcomer, long now) {
    if (!shares.isOwed(newcomer)) {
      return Optional.empty();
    }
    return connections.stream()
        .filter(connection -> connection.place().mayBePassedOn())
        .filter(connection -> shares.owes(connection.place().source(), newcomer))
        .max(
            Comparator.<HttpConnection>comparingInt(
                    connection -> shares.heldBy(connection.place().source()))
                .thenComparingLong(connection -> connection.place().restedUntil(now)));
  }

  private void passOn(HttpConnection connection, SourceNetwork newcomer) {
    shares.pass(connection.place().source(), newcomer);
    connection.place().passOn();
    LOG.debug("connection ended for another source's source={}", connection.place().source());
    connection.executor().execute(connection::endInput);
  }

  void add(HttpConnection connection) {
    connections.add(connection);
    if (draining) {
      connection.drain();
    }
  }

  void leave(HttpConnection connection) {
    connections.remove(connection);
    Place place = connection.place();
    if (place.isSurplus()) {
      surplus.decrementAndGet();
    } else {
      synchronized (shares) {
        if (!place.isPassedOn()) {
          shares.giveBack(place.source());
        }
      }
    }
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
