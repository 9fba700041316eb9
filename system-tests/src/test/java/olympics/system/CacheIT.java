package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import olympics.games.core.Version;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.chaos.Nemesis;
import olympics.system.link.FaultyLink;
import olympics.system.link.LinkFault;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the front-ends' caches serve while links are slow or cut, and processes stopped or dead. */
@Tag("faults")
class CacheIT {
  /** Room for a very busy machine. */
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Two front-ends in push mode, of which the first hears of changes by notices only. */
  private static Games noticed;

  /** Two front-ends in push mode that reconcile every second. */
  private static Games reconciled;

  /** One front-end that polls twice a second, and one that reconciles every second. */
  private static Games mixed;

  private final ExecutorService readers = Executors.newCachedThreadPool();

  @BeforeAll
  static void start() {
    noticed =
        Games.prepare("push", "push").throughLinks().with(Games.ONE, "--reconcile-interval=600s");
    reconciled =
        Games.prepare("push", "push")
            .throughLinks()
            .with(Games.ONE, "--reconcile-interval=1s")
            .with(Games.TWO, "--reconcile-interval=1s");
    mixed =
        Games.prepare("pull", "push")
            .throughLinks()
            .with(Games.ONE, "--poll-interval=500ms")
            .with(Games.TWO, "--reconcile-interval=1s");
    List.of(noticed, reconciled, mixed).forEach(Games::startAll);
  }

  @AfterAll
  static void stop() {
    List.of(noticed, reconciled, mixed).forEach(Games::close);
  }

  @AfterEach
  void heal() {
    List.of(noticed, reconciled, mixed)
        .forEach(games -> games.links().values().forEach(l -> l.set(new LinkFault.None())));
    readers.shutdownNow();
  }

  @Test
  void aValueReadBeforeAnInvalidationIsNotServedAfterIt() {
    int rounds = Dose.of(6, 100, 1_000);
    Random random = new Random(Dose.seed(3));
    int bites = 0;
    Games games = noticed;
    // Nothing but the notice can make up for a late fill in the time of the test.
    games.link(Games.ONE, Games.DATABASE).set(new LinkFault.Delay(Duration.ofMillis(100)));
    for (int round = 0; round < rounds; round++) {
      long older = number(increment(games, Games.TWO));
      CompletableFuture<Struct> racing = readLater(games, Games.ONE, 0);
      // The database reads for the fetch about 100 ms from now and is heard about 200 ms from
      // now.
      long newer = number(writeLater(games, 110 + random.nextInt(80)).join());
      Struct raced = racing.join();
      bites += number(raced) == older ? 1 : 0;
      Awaitility.await("the newer value, at the front-end that raced")
          .atMost(Duration.ofSeconds(20))
          .until(() -> number(read(games, Games.ONE)) >= newer);
      assertThat(number(read(games, Games.ONE))).isGreaterThanOrEqualTo(newer);
    }
    assertThat(bites).as("fills that came late, of " + rounds).isGreaterThanOrEqualTo(rounds / 10);
    record("late fill", rounds + " races", bites + " late fills");
  }

  @Test
  void aLostInvalidationIsMadeUpForWithinTheBound() {
    int rounds = Dose.of(3, 30, 200);
    Duration bound = Duration.ofSeconds(2);
    int old = 0;
    long worst = 0;
    Games games = reconciled;
    FaultyLink notices = games.link(Games.DATABASE, Games.ONE);
    notices.set(new LinkFault.Cut());
    for (int round = 0; round < rounds; round++) {
      var unused = read(games, Games.ONE);
      long number = number(increment(games, Games.TWO));
      long acknowledged = System.nanoTime();
      for (boolean seen = false; !seen; ) {
        long begin = System.nanoTime();
        Struct answer = read(games, Games.ONE);
        seen = number(answer) >= number;
        old += seen ? 0 : 1;
        worst = Math.max(worst, begin - acknowledged);
        assertThat(seen || stale(answer) || begin - acknowledged <= bound.toNanos())
            .as("unflagged %d ms after %d: %s", (begin - acknowledged) / 1_000_000, number, answer)
            .isTrue();
      }
    }
    assertThat(notices.bites()).as("notices that were cut off").isPositive();
    assertThat(old).as("reads of the old value, or nothing was lost").isPositive();
    record(
        "lost invalidation",
        String.format(Locale.ROOT, "%d writes, seen after %.2f s at most", rounds, worst / 1e9),
        old + " reads in between of the old value");
  }

  @Test
  void withoutTheDatabaseWhatIsPastTheBoundIsFlagged() {
    int rounds = Dose.of(1, 5, 20);
    int flagged = 0;
    Games games = mixed;
    List<String> frontEnds = List.of(Games.ONE, Games.TWO);
    Nemesis nemesis = new Nemesis(games, 8, () -> 1);
    for (int round = 0; round < rounds; round++) {
      frontEnds.forEach(server -> awaitCached(games, server));
      AtomicBoolean ending = new AtomicBoolean();
      CompletableFuture<Integer> writes = writeElsewhere(games, ending);
      boolean killed = round % 2 == 0;
      if (killed) {
        nemesis.kill(Games.DATABASE);
      } else {
        nemesis.stop(Games.DATABASE);
      }
      ending.set(true);
      flagged += untilFlagged(games, Games.ONE, 1.5);
      flagged += untilFlagged(games, Games.TWO, 2.0);
      if (killed) {
        games.startServer(Games.DATABASE);
      } else {
        nemesis.resume(Games.DATABASE);
      }
      for (String server : frontEnds) {
        Awaitility.await("current again at " + server)
            .atMost(SOON)
            .ignoreExceptionsMatching(e -> e instanceof AssertionError)
            .until(() -> !stale(read(games, server)));
      }
      var unusedCount = writes.join();
    }
    nemesis.requireBite();
    record("database away", rounds + " times, " + flagged + " flagged answers", nemesis.summary());
  }

  /** So that something is under way at the database: writes of what is not read here. */
  private CompletableFuture<Integer> writeElsewhere(Games games, AtomicBoolean ending) {
    return CompletableFuture.supplyAsync(
        () -> {
          int answered = 0;
          try {
            for (; !ending.get(); answered++) {
              var unused =
                  games.call(
                      Games.TWO, Methods.INCREMENT_MEDAL_TALLY, "Rome", "gold", games.password());
            }
          } catch (RpcFault | RpcFailure e) {
            return answered; // The database is away.
          }
          return answered;
        },
        readers);
  }

  /** Reads until an answer is flagged; none before may be older than the bound without it. */
  private static int untilFlagged(Games games, String server, double bound) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      Struct answer = read(games, server);
      double age = (Double) answer.members().get("age_seconds");
      assertThat(stale(answer))
          .as("flagged exactly past %s s: %s", bound, answer)
          .isEqualTo(age > bound);
      if (stale(answer)) {
        return 1;
      }
    }
    throw new AssertionError(server + " flagged nothing in " + SOON);
  }

  @Test
  void aFrontEndThatWasStoppedDoesNotServeWhatItHeldAsCurrent() {
    int rounds = Dose.of(2, 10, 50);
    int answeredAtOnce = 0;
    Games games = reconciled;
    for (int round = 0; round < rounds; round++) {
      awaitCached(games, Games.TWO);
      games.server(Games.TWO).signal("STOP");
      long stopped = System.nanoTime();
      long newer = number(increment(games, Games.ONE));
      Awaitility.await("the bound has passed")
          .atMost(SOON)
          .until(() -> System.nanoTime() - stopped > Duration.ofMillis(2_500).toNanos());
      // These are the first that it finds when it continues.
      List<CompletableFuture<Struct>> waiting =
          List.of(
              readLater(games, Games.TWO, 0),
              readLater(games, Games.TWO, 0),
              readLater(games, Games.TWO, 0));
      games.server(Games.TWO).signal("CONT");
      for (CompletableFuture<Struct> reading : waiting) {
        Struct answer = reading.join();
        assertThat(number(answer) >= newer || stale(answer))
            .as("a stopped front-end's answer without a flag: %s", answer)
            .isTrue();
        answeredAtOnce++;
      }
    }
    record("stopped front-end", rounds + " stops", answeredAtOnce + " reads found waiting");
  }

  @Test
  void aReadNeverGetsSomethingOlderThanItAsksFor() {
    int rounds = Dose.of(40, 1_000, 10_000);
    int older = 0;
    Games games = mixed;
    FaultyLink notices = games.link(Games.DATABASE, Games.TWO);
    for (int round = 0; round < rounds; round++) {
      notices.set(round % 4 == 0 ? new LinkFault.Cut() : new LinkFault.None());
      Struct written = increment(games, round % 2 == 0 ? Games.ONE : Games.TWO);
      for (String server : List.of(Games.ONE, Games.TWO, Games.BALANCER)) {
        older += number(read(games, server)) < number(written) ? 1 : 0;
        assertThat(number(read(games, server, written.string("version"))))
            .as("with min_version at " + server)
            .isGreaterThanOrEqualTo(number(written));
      }
    }
    assertThat(older).as("reads without min_version that were behind").isPositive();
    record("min_version", 3 * rounds + " reads", older + " reads without it were behind");
  }

  @Test
  void inPushModeAWriteLeavesOtherItemsCached() {
    Games games = noticed;
    String before = increment(games, Games.TWO).string("version");
    int mark = games.server(Games.ONE).mark();
    int reads = 40;
    for (int i = 0; i < reads; i++) {
      String seen = before;
      before = increment(games, Games.TWO).string("version");
      var unused = call(games, Games.ONE, Methods.GET_MEDAL_TALLY, "Greece", "reader", seen);
    }
    List<String> lines = games.server(Games.ONE).lines();
    long fetched =
        lines.subList(mark, lines.size()).stream()
            .filter(line -> line.contains("cached tally of greece"))
            .count();
    assertThat(fetched).as("fetches of what had not changed, of " + reads).isLessThan(reads / 2);
    record("hits in push mode", reads + " reads with min_version", fetched + " were fetched");
  }

  private static void awaitCached(Games games, String server) {
    Awaitility.await("a current answer at " + server)
        .atMost(SOON)
        .until(() -> !stale(read(games, server)));
  }

  private CompletableFuture<Struct> readLater(Games games, String server, long millis) {
    return CompletableFuture.supplyAsync(() -> read(games, server), after(millis));
  }

  private CompletableFuture<Struct> writeLater(Games games, long millis) {
    return CompletableFuture.supplyAsync(() -> increment(games, Games.TWO), after(millis));
  }

  private Executor after(long millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, readers);
  }

  private static Struct read(Games games, String server) {
    return call(games, server, Methods.GET_MEDAL_TALLY, "Gaul");
  }

  private static Struct read(Games games, String server, String minVersion) {
    return call(games, server, Methods.GET_MEDAL_TALLY, "Gaul", "reader", minVersion);
  }

  private static Struct increment(Games games, String server) {
    return call(games, server, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
  }

  private static Struct call(Games games, String server, String method, Object... params) {
    try {
      return Struct.of(games.call(server, method, params));
    } catch (RpcFault | RpcFailure e) {
      throw new AssertionError(method + " at " + server + " failed", e);
    }
  }

  private static long number(Struct answer) {
    return Version.parse(answer.string("version")).number();
  }

  private static boolean stale(Struct answer) {
    return answer.bool("stale");
  }

  private static void record(String promise, String done, String faults) {
    Results.standard().add(new Results.Run("cache: " + promise, done, faults, "kept"));
  }
}
