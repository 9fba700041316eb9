package olympics.tablet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.tablet.core.Known;
import olympics.tablet.core.Table;
import olympics.tablet.core.scoreboard.ClockOffset;
import olympics.wire.GamesStructs;

/**
 * Reads what surrounds the favourites, on a thread of its own, while somebody wants to see it: the
 * medal table, the names of the events, some of their scores in turn, and now and then the clocks
 * of the front-ends (Cristian 1989: of several readings of one the one with the shortest round
 * trip). Thread-safe.
 */
final class TableReader implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);
  private static final int ROUNDS_A_CLOCK_READING = 10;
  private static final int READINGS = 3;

  /** Takes what was read, on the reader's thread; must not block. */
  interface Listener {
    void table(Table table);

    void tableFailed(String reason);

    void events(List<String> names);

    /** The score of an event that is not followed. */
    void score(Known score);

    /** How far a server's clock is ahead of this machine's, give or take the bound. */
    void clock(String server, ClockOffset offset);
  }

  /**
   * What is wanted of a reader. All are called on its thread.
   *
   * @param minVersion what answers must not be older than
   * @param followed what is asked for by others
   * @param table whether somebody looks at the table
   * @param scores whether somebody looks at all scores, too
   */
  record Wants(
      Supplier<Optional<Version>> minVersion,
      Supplier<List<ItemKey>> followed,
      BooleanSupplier table,
      BooleanSupplier scores) {}

  private final Balancer balancer;
  private final String clientId;
  private final Wants wants;
  private final Listener listener;
  private final ScoreReader scores;
  private final Semaphore woken = new Semaphore(0);
  private final Thread loop = new Thread(this::run, "tablet-table");
  private Optional<CompletableFuture<Void>> awaited = Optional.empty();
  private long freshUntil = System.nanoTime();
  private volatile boolean closing;
  private int roundsToClock;

  /** A reader that does nothing yet. */
  TableReader(Balancer balancer, String clientId, Wants wants, Listener listener) {
    this.balancer = balancer;
    this.clientId = clientId;
    this.wants = wants;
    this.listener = listener;
    scores = new ScoreReader(balancer, clientId, wants.minVersion());
    loop.setDaemon(true);
  }

  void start() {
    loop.start();
  }

  /**
   * Reads at once, whoever looks, unless it was done less than a second ago.
   *
   * @return completes when it is done or has failed
   */
  synchronized CompletableFuture<Void> readSoon() {
    if (awaited.isEmpty()) {
      if (System.nanoTime() - freshUntil < 0) {
        return CompletableFuture.completedFuture(null);
      }
      awaited = Optional.of(new CompletableFuture<>());
      woken.release();
    }
    return awaited.get();
  }

  @Override
  public void close() {
    closing = true;
    loop.interrupt();
    try {
      loop.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        Optional<CompletableFuture<Void>> asked = takeAwaited();
        if (asked.isPresent() || wants.table().getAsBoolean()) {
          read(asked.isPresent() || wants.scores().getAsBoolean());
          wasRead();
        }
        asked.ifPresent(waiting -> waiting.complete(null));
        if (woken.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          woken.drainPermits();
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<CompletableFuture<Void>> takeAwaited() {
    Optional<CompletableFuture<Void>> taken = awaited;
    awaited = Optional.empty();
    return taken;
  }

  private synchronized void wasRead() {
    freshUntil = System.nanoTime() + PAUSE.toNanos();
  }

  private void read(boolean withScores) throws InterruptedException {
    try {
      listener.table(balancer.table(wants.minVersion().get(), clientId));
      List<String> events = balancer.catalogue().events();
      listener.events(events);
      if (withScores) {
        scores.read(events, wants.followed().get(), listener::score);
      }
      roundsToClock--;
      if (roundsToClock <= 0) {
        readClocks();
        roundsToClock = ROUNDS_A_CLOCK_READING;
      }
    } catch (RpcFailure | RpcFault e) {
      listener.tableFailed(e.getMessage());
    } catch (IllegalArgumentException malformed) {
      listener.tableFailed("an answer that makes no sense: " + malformed.getMessage());
    }
  }

  /** A few readings; who answers is the balancer's choice. Of a server the quickest counts. */
  private void readClocks() throws RpcFault, RpcFailure, InterruptedException {
    Map<String, ClockOffset> quickest = new LinkedHashMap<>();
    for (int i = 0; i < READINGS; i++) {
      long sent = System.nanoTime();
      Balancer.ServerTime games = balancer.time();
      Instant here = Instant.now();
      Duration half = Duration.ofNanos((System.nanoTime() - sent) / 2);
      Duration offset = Duration.between(here, GamesStructs.instant(games.seconds())).plus(half);
      quickest.merge(
          games.server(),
          new ClockOffset(offset, half),
          (one, other) -> one.bound().compareTo(other.bound()) <= 0 ? one : other);
    }
    quickest.forEach(listener::clock);
  }
}
