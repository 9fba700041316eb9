package olympics.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import olympics.cli.Secrets;
import olympics.games.core.RequestId;
import olympics.games.core.Version;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.ClusterKey;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.system.GamesProcess;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every method of every server, as the server itself lists them, called in all the wrong ways: it
 * is refused, and nothing has changed.
 */
class EveryMethodIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String WRONG = "not the password";
  private static final List<String> SIGNED = List.of(Games.DATABASE, Games.ONE, Games.TWO);

  private static final Map<String, String> EARLIER_LIVES = new HashMap<>();
  private static Games games;
  private static Sender insider;
  private static Sender outsider;

  @BeforeAll
  static void start() throws IOException {
    games = Games.start();
    for (String server : SIGNED) {
      EARLIER_LIVES.put(server, Sender.incarnationAt(games.address(server)));
    }
    SIGNED.forEach(server -> games.server(server).kill());
    SIGNED.forEach(games::startServer);
    games.awaitServing();
    awaitCalm();
    insider = new Sender(Secrets.in(games.dataDirectory(), false).clusterKey());
    outsider =
        new Sender(new ClusterKey("a key that somebody guessed".getBytes(StandardCharsets.UTF_8)));
  }

  /** Until the servers have found each other and their leader, and nothing happens any more. */
  private static void awaitCalm() {
    AtomicReference<GamesState> last = new AtomicReference<>();
    await("the election is over")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(RpcFault.class)
        .until(
            () -> {
              GamesState now = GamesState.of(games);
              return now.equals(last.getAndSet(now)) && now.hasLeader();
            });
  }

  @AfterAll
  static void stop() {
    games.close();
  }

  private static Arguments arguments(String password) throws Exception {
    Struct tally = Struct.of(games.call(Games.DATABASE, Methods.GET_MEDAL_TALLY, "Gaul"));
    return new Arguments(tally.string("version"), password);
  }

  private static List<OfferedMethod> methods(String server) throws IOException, RpcFault {
    String life = Sender.incarnationAt(games.address(server));
    return OfferedMethod.at(
        games.address(server),
        (method, params) -> insider.signed(life, method, params, Optional.empty()));
  }

  private static void refused(int fault, String what) {
    assertThat(fault)
        .as(what)
        .isIn(FaultCode.NOT_AUTHORISED.code(), FaultCode.TOO_MANY_ATTEMPTS.code());
  }

  @Test
  void theServersListAllThatTheDocumentKnows() throws Exception {
    assertThat(methods(Games.DATABASE))
        .filteredOn(OfferedMethod::forServers)
        .extracting(OfferedMethod::name)
        .contains("fetch_tally", "register_tablet", "set_score", "elect", "adjust_clock");
    assertThat(methods(Games.ONE))
        .filteredOn(OfferedMethod::forServers)
        .extracting(OfferedMethod::name)
        .contains("items_changed", "greet", "heartbeat", "resign", "probe_clock");
    assertThat(methods(Games.ONE))
        .filteredOn(OfferedMethod::needsPassword)
        .extracting(OfferedMethod::name)
        .containsExactlyInAnyOrder("increment_medal_tally", "set_score", "add_team", "add_event");
  }

  @Test
  void unsignedCallsChangeNothing() throws Exception {
    Arguments guesses = arguments(WRONG);
    GamesState before = GamesState.of(games);
    for (String server : SIGNED) {
      for (OfferedMethod method : methods(server)) {
        List<Object> arguments = guesses.of(method, guesses.nextId());
        int fault = Sender.unsigned(method.name(), arguments).faultAt(games.address(server));
        if (method.forServers() || method.needsPassword()) {
          refused(fault, "unsigned " + method + " at " + server);
        }
      }
    }
    assertThat(GamesState.of(games)).isEqualTo(before);
  }

  @Test
  void wronglySignedCallsAreRefused() throws Exception {
    Arguments right = arguments(games.password());
    GamesState before = GamesState.of(games);
    for (String server : SIGNED) {
      Address address = games.address(server);
      String life = Sender.incarnationAt(address);
      for (OfferedMethod method : methods(server)) {
        RequestId id = right.nextId();
        List<Object> arguments = right.of(method, id);
        refused(
            insider.wronglySigned(life, method.name(), arguments).faultAt(address),
            "with a wrong digit " + method + " at " + server);
        refused(
            outsider.signed(life, method.name(), arguments, Optional.of(id)).faultAt(address),
            "with a wrong key " + method + " at " + server);
      }
    }
    assertThat(GamesState.of(games)).isEqualTo(before);
  }

  @Test
  void callsFromBeforeARestartAreRefused() throws Exception {
    Arguments right = arguments(games.password());
    GamesState before = GamesState.of(games);
    for (String server : SIGNED) {
      for (OfferedMethod method : methods(server)) {
        RequestId id = right.nextId();
        refused(
            insider
                .signed(
                    EARLIER_LIVES.get(server), method.name(), right.of(method, id), Optional.of(id))
                .faultAt(games.address(server)),
            "from before the restart " + method + " at " + server);
      }
    }
    assertThat(GamesState.of(games)).isEqualTo(before);
  }

  @Test
  void callsWithoutThePasswordAreRefusedEvenIfSigned() throws Exception {
    Arguments guesses = arguments(WRONG);
    GamesState before = GamesState.of(games);
    for (String server : SIGNED) {
      Address address = games.address(server);
      for (OfferedMethod method : methods(server)) {
        if (method.needsPassword()) {
          RequestId id = guesses.nextId();
          refused(
              insider
                  .signed(
                      Sender.incarnationAt(address),
                      method.name(),
                      guesses.of(method, id),
                      Optional.of(id))
                  .faultAt(address),
              "without the password " + method + " at " + server);
        }
      }
    }
    assertThat(GamesState.of(games)).isEqualTo(before);
  }

  /** The first time each is let pass, so that it is the second time that is refused. */
  @Test
  void replayedCallsAreRefused() throws Exception {
    Arguments right = arguments(games.password());
    Map<Sender.Message, String> passed = new HashMap<>();
    for (String server : SIGNED) {
      String life = Sender.incarnationAt(games.address(server));
      for (OfferedMethod method : methods(server)) {
        RequestId id = right.nextId();
        List<Object> arguments = right.harmlessly(method, id);
        Sender.Message message = insider.signed(life, method.name(), arguments, Optional.of(id));
        assertThat(message.faultAt(games.address(server)))
            .as("signed " + method + " at " + server)
            .isNotEqualTo(FaultCode.NOT_AUTHORISED.code());
        passed.put(message, server);
      }
    }
    GamesState before = GamesState.of(games);
    for (Map.Entry<Sender.Message, String> each : passed.entrySet()) {
      refused(each.getKey().faultAt(games.address(each.getValue())), "again " + each);
    }
    assertThat(GamesState.of(games)).isEqualTo(before);
  }

  /** What a client signs does not count at the balancer, not even with the right key. */
  @Test
  void noWayLeadsThroughTheBalancer() throws Exception {
    Address balancer = games.address(Games.BALANCER);
    Arguments right = arguments(games.password());
    Arguments guesses = arguments(WRONG);
    GamesState before = GamesState.of(games);
    for (OfferedMethod method : methods(Games.ONE)) {
      RequestId id = right.nextId();
      String life = Sender.incarnationAt(games.address(Games.ONE));
      if (method.forServers()) {
        refused(
            insider
                .signed(life, method.name(), right.of(method, id), Optional.of(id))
                .faultAt(balancer),
            "signed " + method);
        refused(
            Sender.unsigned(method.name(), right.of(method, id)).faultAt(balancer),
            "unsigned " + method);
      } else {
        int fault = Sender.unsigned(method.name(), guesses.of(method, id)).faultAt(balancer);
        if (method.needsPassword()) {
          refused(fault, "without the password " + method);
        }
      }
    }
    assertThat(GamesState.of(games)).isEqualTo(before);
  }

  @Test
  void aWriteThatIsSentAgainThroughTheBalancerIsAppliedOnce() throws Exception {
    Arguments right = arguments(games.password());
    for (OfferedMethod method : methods(Games.ONE)) {
      if (method.needsPassword() && method.takesRequestId()) {
        RequestId id = right.nextId();
        Sender.Message message = Sender.unsigned(method.name(), right.of(method, id));
        Address balancer = games.address(Games.BALANCER);
        assertThat(message.faultAt(balancer)).as(method.name()).isZero();
        GamesState before = GamesState.of(games);
        Struct again = Struct.of(Sender.valueOf(RawHttp.exchange(balancer, message.request())));
        assertThat(again.bool("replayed")).as(method.name()).isTrue();
        assertThat(GamesState.of(games).withoutLogs()).isEqualTo(before.withoutLogs());
      }
    }
  }

  @Test
  void aTabletTakesPushesFromTheFrontEndsOnly() throws Exception {
    Address port = new Address("127.0.0.1", FreePorts.take(1).get(0));
    try (GamesProcess tablet =
        games.client(
            "stone-tablet",
            "--port=" + port.port(),
            "--team=Gaul",
            "--event=Stone Curling",
            "--push",
            "--interval=60s")) {
      tablet.awaitLine("registered for push", SOON);
      // What other tests wrote just before may still be on its way; it comes before these.
      awaitShown(tablet, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "silver");
      awaitShown(tablet, Methods.SET_SCORE, "Stone Curling", "before the forged one");
      assertForgedPushesAreRefused(tablet, port);
      int mark = tablet.mark();
      var unused =
          games.call(
              Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password());
      assertThat(tablet.awaitLine(mark, "gold ", SOON)).startsWith("Gaul ").contains("pushed");
    }
  }

  private static void awaitShown(GamesProcess tablet, String write, String item, String value)
      throws RpcFault, RpcFailure {
    Struct written = Struct.of(games.call(Games.BALANCER, write, item, value, games.password()));
    long version = Version.parse(written.string("version")).number();
    tablet.awaitLine("(version …" + version + ",", SOON);
  }

  /** As if the database were at a version far ahead: no later one would be shown. */
  private static void assertForgedPushesAreRefused(GamesProcess tablet, Address port)
      throws Exception {
    Struct tally = Struct.of(games.call(Games.DATABASE, Methods.GET_MEDAL_TALLY, "Gaul"));
    String epoch = Version.parse(tally.string("through")).epoch();
    Arguments forged = new Arguments(new Version(epoch, 999_999_999).toString(), "no password");
    List<String> before = tablet.lines();
    int refused = 0;
    for (OfferedMethod method : OfferedMethod.at(port, Sender::unsigned)) {
      assertThat(method.forServers()).as(method.name()).isFalse();
      List<Object> arguments = forged.of(method, forged.nextId());
      int fault = Sender.unsigned(method.name(), arguments).faultAt(port);
      if (method.name().startsWith("print_")) {
        refused(fault, "without a key " + method.name());
        refused(
            Sender.withPushKey("a-key-that-an-attacker-has-drawn", method.name(), arguments)
                .faultAt(port),
            "with another key " + method.name());
        refused++;
      }
    }
    assertThat(refused).isEqualTo(2);
    assertThat(tablet.lines()).isEqualTo(before);
  }

  @Test
  void aChangeIsSeenInTheState() throws Exception {
    GamesState before = GamesState.of(games);
    var unused = games.call(Games.BALANCER, Methods.ADD_TEAM, "Iberia", games.password());
    GamesState after = GamesState.of(games);
    assertThat(after).isNotEqualTo(before);
    assertThat(after.withoutLogs()).isNotEqualTo(before.withoutLogs());
    assertThat(after.facts().get("database log")).contains("iberia");
  }

  @Test
  void aMethodThatNobodyKnowsArgumentsForIsNoticed() throws Exception {
    OfferedMethod added = new OfferedMethod("crown", List.of("team", "wreath"), false);
    Arguments right = arguments(WRONG);
    assertThatThrownBy(() -> right.of(added, right.nextId()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("crown(wreath)");
  }
}
