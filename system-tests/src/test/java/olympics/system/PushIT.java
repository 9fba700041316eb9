package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.FakeTablets.Manner;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An update reaches every tablet that is registered for it, whichever front-end took the write,
 * while front-ends die and stop and other tablets are slow or dead.
 */
@Tag("faults")
class PushIT {
  /** Room for a very busy machine; what was really seen goes into the record. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final int TABLETS_AT_ONCE = 16;
  private static final Pattern SHOWN = Pattern.compile("gold (\\d+) .*version …(\\d+)");
  private static final Pattern PUSHES_TO = Pattern.compile("pushes to (\\d+) of (\\d+) tablets");

  private static final Duration RENEW_AFTER = Duration.ofSeconds(8);

  private final int count = Dose.setting(200, 500, 1_000);

  /** When the registrations of this test were last begun, as {@link System#nanoTime}. */
  private long registered;

  /** For the tests that harm no server. */
  private static Games unharmed;

  @BeforeAll
  static void start() {
    unharmed = Games.start();
  }

  @AfterAll
  static void close() {
    unharmed.close();
  }

  @Test
  void everyUpdateReachesEveryTabletWhicheverFrontEndTookTheWrite() {
    int rounds = Dose.of(4, 20, 200);
    Games games = unharmed;
    try (FakeTablets fakes = new FakeTablets(count, 20);
        GamesProcess one = tablet(games);
        GamesProcess two = tablet(games)) {
      List<GamesProcess> real = List.of(one, two);
      register(games, fakes);
      fakes.bury();
      Duration worst = Duration.ZERO;
      for (int round = 0; round < rounds; round++) {
        String server = round % 2 == 0 ? Games.ONE : Games.TWO;
        renewIfDue(games, fakes);
        worst = longer(worst, updateReaches(games, server, fakes.of(Manner.PROMPT), real));
      }
      long toSilent = fakes.of(Manner.SILENT).stream().filter(t -> t.pushes() > 0).count();
      assertThat(toSilent).as("silent tablets that were pushed to").isPositive();
      Results.standard()
          .add(
              new Results.Run(
                  "push",
                  String.format(
                      Locale.ROOT,
                      "%d updates to %d tablets and 2 processes, the slowest in %.2f s",
                      rounds,
                      fakes.of(Manner.PROMPT).size(),
                      worst.toMillis() / 1e3),
                  toSilent + " silent, " + fakes.of(Manner.DYING).size() + " dead tablets",
                  "kept"));
    }
  }

  @Test
  void theDeathOrStopOfAFrontEndMovesItsTabletsToTheOther() {
    int rounds = Dose.of(1, 5, 20);
    int tablets = Dose.setting(60, 200, 1_000);
    int met = 0;
    try (Games games = Games.start();
        FakeTablets fakes = new FakeTablets(tablets, tablets + 2)) {
      List<GamesProcess> real = List.of(tablet(games));
      register(games, fakes);
      List<FakeTablets.Tablet> all = fakes.all();
      Duration worst = updateReaches(games, Games.TWO, all, real);
      for (int round = 0; round < rounds; round++) {
        renewIfDue(games, fakes);
        GamesProcess one = games.server(Games.ONE);
        Loss loss = lose(games, one, Games.TWO, all);
        one.kill();
        met += loss.lacking() > 0 ? 1 : 0;
        worst = longer(worst, reaches(loss.underWay(), loss.acknowledged(), all, real));
        worst = longer(worst, updateReaches(games, Games.BALANCER, all, real));
        games.startServer(Games.ONE);
        awaitShareOf(games.server(Games.ONE));
        renewIfDue(games, fakes);
        worst = longer(worst, updateReaches(games, Games.BALANCER, all, real));
        loss = lose(games, games.server(Games.TWO), Games.ONE, all);
        met += loss.lacking() > 0 ? 1 : 0;
        worst = longer(worst, reaches(loss.underWay(), loss.acknowledged(), all, real));
        renewIfDue(games, fakes);
        worst = longer(worst, updateReaches(games, Games.BALANCER, all, real));
        games.server(Games.TWO).signal("CONT");
        renewIfDue(games, fakes);
        worst = longer(worst, updateReaches(games, Games.BALANCER, all, real));
      }
      neverBack(real);
      assertThat(10 * met)
          .as("owners lost with an update under way")
          .isGreaterThanOrEqualTo(rounds);
      Results.standard()
          .add(
              new Results.Run(
                  "push, owner lost",
                  String.format(
                      Locale.ROOT,
                      "%d tablets, the slowest update in %.2f s",
                      all.size(),
                      worst.toMillis() / 1e3),
                  "%d kills, %d stops, %d of them with an update under way"
                      .formatted(rounds, rounds, met),
                  "kept"));
    }
  }

  /**
   * An update that was under way when the owner of some tablets was lost.
   *
   * @param acknowledged as {@link System#nanoTime}
   * @param lacking tablets that had still to hear of it
   */
  private record Loss(Struct underWay, long acknowledged, long lacking) {}

  /** Stops a front-end that pushes to some tablets, and writes at the other. */
  private static Loss lose(
      Games games, GamesProcess owner, String other, List<FakeTablets.Tablet> tablets) {
    assertThat(shareOf(owner)).as("tablets that are its own").isPositive();
    owner.signal("STOP");
    Struct underWay = increment(games, other);
    long acknowledged = System.nanoTime();
    return new Loss(underWay, acknowledged, lacking(tablets, underWay).count());
  }

  private static void awaitShareOf(GamesProcess frontEnd) {
    Awaitility.await("tablets of " + frontEnd.name())
        .atMost(SOON)
        .until(() -> shareOf(frontEnd) > 0);
  }

  /** To how many tablets a front-end said last that it pushes. */
  private static int shareOf(GamesProcess frontEnd) {
    int share = 0;
    for (String line : frontEnd.lines()) {
      Matcher said = PUSHES_TO.matcher(line);
      share = said.find() ? Integer.parseInt(said.group(1)) : share;
    }
    return share;
  }

  @Test
  void duplicatesAndOlderValuesAreNotShownAfterNewerOnes() throws Exception {
    Games games = unharmed;
    int port = FreePorts.take(1).get(0);
    try (RpcClient rpc = RpcClient.unsigned();
        GamesProcess tablet = tablet(games, "--port=" + port)) {
      Address address = new Address("localhost", port);
      List<Map<String, Object>> pushed = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Struct answer = increment(games, Games.ONE);
        pushed.add(asPush(answer));
        awaitShown(tablet, answer.integer("gold"));
      }
      int before = shown(tablet).size();
      CallOptions asFrontEnd =
          CallOptions.within(Duration.ofSeconds(10)).withPushKey(PushKeys.of(games, port));
      for (int i : List.of(2, 0, 1, 2, 0)) {
        var unused =
            rpc.callAndWait(
                address,
                Methods.PRINT_MEDAL_TALLY_FOR_TEAM,
                List.of(pushed.get(i), pushed.get(i).get("as_of")),
                asFrontEnd);
      }
      awaitShown(tablet, increment(games, Games.TWO).integer("gold"));
      assertThat(shown(tablet)).as("one line more, for the new value").hasSize(before + 1);
      neverBack(List.of(tablet));
    }
  }

  private static GamesProcess tablet(Games games, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--team=Gaul", "--push"));
    all.addAll(List.of(arguments));
    GamesProcess tablet = games.client("stone-tablet", all.toArray(String[]::new));
    tablet.awaitLine("registered for push", SOON);
    return tablet;
  }

  private void register(Games games, FakeTablets fakes) {
    register(games, fakes.all());
  }

  /** Registrations last 30 s; these tablets renew them as real ones do, but for the dead ones. */
  private void renewIfDue(Games games, FakeTablets fakes) {
    if (System.nanoTime() - registered > RENEW_AFTER.toNanos()) {
      register(games, fakes.all().stream().filter(t -> t.manner != Manner.DYING).toList());
    }
  }

  private void register(Games games, List<FakeTablets.Tablet> fakes) {
    registered = System.nanoTime();
    ExecutorService callers = Executors.newFixedThreadPool(TABLETS_AT_ONCE);
    try {
      CompletableFuture.allOf(
              fakes.stream()
                  .map(tablet -> CompletableFuture.runAsync(() -> register(games, tablet), callers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      callers.shutdownNow();
    }
  }

  private static void register(Games games, FakeTablets.Tablet tablet) {
    Awaitility.await("registration of " + tablet.address)
        .atMost(SOON)
        .ignoreExceptionsMatching(e -> e instanceof RpcFault || e instanceof IOException)
        .until(
            () -> {
              tablet.register(games.address(Games.BALANCER));
              return true;
            });
  }

  /** Writes at a server; answers how long it took until the last tablet had it. */
  private static Duration updateReaches(
      Games games, String server, List<FakeTablets.Tablet> fakes, List<GamesProcess> real) {
    Struct answer = increment(games, server);
    return reaches(answer, System.nanoTime(), fakes, real);
  }

  /** How long it takes from then on until the last tablet has what a write was answered with. */
  private static Duration reaches(
      Struct answer, long since, List<FakeTablets.Tablet> fakes, List<GamesProcess> real) {
    Awaitility.await("update " + answer.string("version"))
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () ->
                assertThat(lacking(fakes, answer).map(t -> t.address).toList())
                    .as("tablets that lack it")
                    .isEmpty());
    real.forEach(tablet -> awaitShown(tablet, answer.integer("gold")));
    long last = fakes.stream().mapToLong(FakeTablets.Tablet::newestAt).max().orElse(since);
    return Duration.ofNanos(Math.max(0, last - since));
  }

  private static Stream<FakeTablets.Tablet> lacking(
      List<FakeTablets.Tablet> tablets, Struct answer) {
    long number = Version.parse(answer.string("version")).number();
    return tablets.stream().filter(tablet -> tablet.newest() < number);
  }

  private static Struct increment(Games games, String server) {
    try {
      return Struct.of(
          games.call(server, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password()));
    } catch (RpcFault | RpcFailure e) {
      throw new AssertionError("a write at " + server + " failed", e);
    }
  }

  private static void awaitShown(GamesProcess tablet, int gold) {
    tablet.awaitLine(
        0,
        line -> {
          Matcher shown = SHOWN.matcher(line);
          return shown.find() && Integer.parseInt(shown.group(1)) >= gold;
        },
        "gold " + gold,
        SOON);
  }

  private static List<Long> shown(GamesProcess tablet) {
    List<Long> numbers = new ArrayList<>();
    for (String line : tablet.lines()) {
      Matcher shown = SHOWN.matcher(line);
      if (shown.find()) {
        numbers.add(Long.parseLong(shown.group(2)));
      }
    }
    return numbers;
  }

  private static void neverBack(List<GamesProcess> tablets) {
    for (GamesProcess tablet : tablets) {
      assertThat(shown(tablet)).as("versions that a tablet showed").isSorted();
    }
  }

  private static Map<String, Object> asPush(Struct tally) {
    return Map.of(
        "team", tally.string("team"),
        "gold", tally.integer("gold"),
        "silver", tally.integer("silver"),
        "bronze", tally.integer("bronze"),
        "as_of", tally.members().get("as_of"),
        "version", tally.string("version"),
        "stale", false,
        "age_seconds", 0.0);
  }

  private static Duration longer(Duration one, Duration another) {
    return one.compareTo(another) >= 0 ? one : another;
  }
}
