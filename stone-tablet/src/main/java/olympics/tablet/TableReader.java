package olympics.tablet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Freshness;
import olympics.wire.MalformedAnswerException;

/**
 * Reads what surrounds the favourites, on a thread of its own: the medal table, the names of the
 * events, and now and then the Games' clock (Cristian 1989: of three readings the one with the
 * shortest round trip).
 */
final class TableReader implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);
  private static final int ROUNDS_A_CLOCK_READING = 10;
  private static final int READINGS = 3;

  /** Takes what was read, on the reader's thread; must not block. */
  interface Listener {
    void table(List<Team> teams, Freshness freshness, Optional<Version> through);

    void tableFailed(String reason);

    void events(List<String> names);

    /** How far the Games' clock is ahead of this machine's, give or take the bound. */
    void clock(Duration offset, Duration bound);
  }

  private final Balancer balancer;
  private final String clientId;
  private final Supplier<Optional<Version>> minVersion;
  private final Listener listener;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread loop = new Thread(this::run, "tablet-table");
  private int roundsToClock;

  /**
   * A reader that does nothing yet.
   *
   * @param minVersion what the table must not be older than
   */
  TableReader(
      Balancer balancer,
      String clientId,
      Supplier<Optional<Version>> minVersion,
      Listener listener) {
    this.balancer = balancer;
    this.clientId = clientId;
    this.minVersion = minVersion;
    this.listener = listener;
    loop.setDaemon(true);
  }

  void start() {
    loop.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    loop.interrupt();
    try {
      loop.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        read();
      } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    try {
      TableAnswer table = balancer.table(minVersion.get(), clientId);
      listener.table(table.teams(), table.freshness(), table.through());
      listener.events(balancer.catalogue().events());
      roundsToClock--;
      if (roundsToClock <= 0) {
        readClock();
        roundsToClock = ROUNDS_A_CLOCK_READING;
      }
    } catch (RpcFailure | RpcFault e) {
      listener.tableFailed(e.getMessage());
    } catch (IllegalArgumentException malformed) {
      listener.tableFailed("an answer that makes no sense: " + malformed.getMessage());
    }
  }

  private void readClock() throws RpcFault, RpcFailure, InterruptedException {
    long shortest = Long.MAX_VALUE;
    double offsetSeconds = 0;
    for (int i = 0; i < READINGS; i++) {
      long sent = System.nanoTime();
      double games = balancer.timeInSeconds();
      Instant here = Instant.now();
      long trip = System.nanoTime() - sent;
      if (trip < shortest) {
        shortest = trip;
        offsetSeconds = games - here.getEpochSecond() - (here.getNano() - trip / 2.0) / 1e9;
      }
    }
    if (Math.abs(offsetSeconds) > 1e9) {
      throw new MalformedAnswerException("not a time: the offset is " + offsetSeconds + " s");
    }
    listener.clock(
        Duration.ofNanos(Math.round(offsetSeconds * 1e9)), Duration.ofNanos(shortest / 2));
  }
}
