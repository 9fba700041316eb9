package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import olympics.pygmy.FakeFrontEnd.Call;
import olympics.pygmy.FakeFrontEnd.Reaction;
import olympics.pygmy.core.Outcome;
import olympics.rpc.GamesHeaders;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
  private static final Object[] SCORE = {"Curling", "1:0", "password", "scribe/7"};

  /** Only the first call, whichever front-end gets it, meets the reaction. */
  private static void firstCallMeets(Rig rig, Reaction reaction) {
    AtomicBoolean met = new AtomicBoolean();
    for (FakeFrontEnd frontEnd : rig.frontEnds()) {
      frontEnd.behaves(call -> met.getAndSet(true) ? frontEnd.echo(call) : reaction);
    }
  }

  static List<Reaction> faults() {
    return List.of(
        new FakeFrontEnd.Hangup(),
        new FakeFrontEnd.HalfAnAnswer(),
        new FakeFrontEnd.Silence(),
        new FakeFrontEnd.Death(),
        new FakeFrontEnd.Status(500),
        new FakeFrontEnd.Xml("<methodResponse><params>"),
        new FakeFrontEnd.Unsigned(RawClient.answer(true)));
  }

  /**
   * Only silence takes a balancer that soon gives up; on a busy machine it gives up on the other.
   */
  private static Rig rigFor(Reaction fault) {
    return fault instanceof FakeFrontEnd.Silence ? Rig.with(2) : Rig.patient(2);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void readThatGetsNoAnswerGoesToTheOther(Reaction fault) throws Exception {
    try (Rig rig = rigFor(fault)) {
      firstCallMeets(rig, fault);
      assertThat((String) rig.call("get_score", "Curling").value()).startsWith("get_score by");
      assertThat(rig.frontEnd(0).calls()).hasSize(1);
      assertThat(rig.frontEnd(1).calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void writeThatGetsNoAnswerGoesToTheOtherWithTheSameId(Reaction fault) throws Exception {
    try (Rig rig = rigFor(fault)) {
      firstCallMeets(rig, fault);
      assertThat((String) rig.call("add_team", "Gaul", "password").value()).startsWith("add_team");
      assertThat(rig.calls()).hasSize(2);
      assertThat(rig.calls().stream().map(call -> call.header(GamesHeaders.REQUEST_ID)).distinct())
          .hasSize(1);
      assertThat(rig.calls().stream().map(call -> call.header(GamesHeaders.COUNTER)).distinct())
          .hasSize(2);
    }
  }

  @Test
  void deadFrontEndIsMaskedAndServesAgainAtOnce() {
    try (Rig rig = Rig.with(2);
        RawClient client = rig.client()) {
      client.call("get_id");
      rig.frontEnd(0).die();
      for (int i = 0; i < 20; i++) {
        assertThat(client.call("get_score", "Curling").status()).isEqualTo(200);
      }
      int missed = rig.frontEnd(0).calls().size();
      rig.frontEnd(0).start();
      rig.frontEnd(1).die();
      assertThat(client.call("get_score", "Curling").headers()).doesNotContainKey("connection");
      assertThat(rig.frontEnd(0).calls()).hasSize(missed + 1);
    }
  }

  @Test
  void nobodyAliveIsAFaultThatNamesThem() {
    try (Rig rig = Rig.with(2)) {
      rig.frontEnds().forEach(FakeFrontEnd::die);
      RawClient.Response answer = rig.call("set_score", SCORE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.fault().code()).isEqualTo(503);
      assertThat(answer.fault())
          .hasMessageStartingWith("no front-end is alive: tried " + rig.frontEnd(0).address())
          .hasMessageContaining(rig.frontEnd(1).address() + " does not answer: connection refused")
          .hasMessageEndingWith("; not executed");
      rig.frontEnd(1).start();
      assertThat(rig.call("get_id").status()).isEqualTo(200);
      assertThat(rig.frontEnd(1).calls()).hasSize(1);
    }
  }

  @Test
  void silentFrontEndIsMaskedQuickly() throws Exception {
    try (Rig rig = Rig.with(2);
        RawClient client = rig.client()) {
      client.call("get_id");
      FakeFrontEnd silent = rig.frontEnd(0);
      int before = silent.calls().size();
      silent.answersProbes(false);
      silent.behaves(call -> new FakeFrontEnd.Silence());
      for (int i = 0; i < 30; i++) {
        assertThat((String) client.call("get_score", "Curling").value()).endsWith("by 2");
      }
      assertThat(silent.calls()).hasSize(before);
      silent.answersProbes(true);
      silent.behaves(silent::echo);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                client.call("get_score", "Curling");
                return silent.calls().size() > before;
              });
    }
  }

  @Test
  void requestThatIsInTheHandsOfAFrontEndThatStopsIsMovedOn() throws Exception {
    try (Rig rig = Rig.with(2);
        RawClient client = rig.client()) {
      for (FakeFrontEnd frontEnd : rig.frontEnds()) {
        frontEnd.behaves(
            call -> {
              boolean first = rig.calls().size() == 1;
              frontEnd.answersProbes(!first);
              return first ? new FakeFrontEnd.Silence() : frontEnd.echo(call);
            });
      }
      long began = System.nanoTime();
      assertThat((String) client.call("set_score", SCORE).value()).startsWith("set_score by");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1500));
      assertThat(rig.calls()).hasSize(2);
    }
  }

  @Test
  void allSilentIsWaitedOutAndNotExecuted() {
    try (Rig rig = Rig.with(2)) {
      rig.frontEnds().forEach(frontEnd -> frontEnd.answersProbes(false));
      RawClient client = rig.client().send(RawClient.post("get_score", "Curling"));
      RawClient.Response answer = client.receive();
      assertThat(answer.fault().code()).isEqualTo(503);
      assertThat(answer.fault())
          .hasMessageContaining("no front-end answered in time")
          .hasMessageContaining("is silent")
          .hasMessageEndingWith("not executed");
      assertThat(rig.calls()).isEmpty();
    }
  }

  @Test
  void writeNeverGoesToOneThatIsNotReady() throws Exception {
    try (Rig rig = Rig.with(2);
        RawClient client = rig.client()) {
      rig.frontEnd(0).ready(false);
      for (int i = 0; i < 20; i++) {
        client.call("set_score", SCORE);
        client.call("get_score", "Curling");
      }
      assertThat(rig.frontEnd(0).calls()).isEmpty();
      rig.frontEnd(1).die();
      assertThat(client.call("set_score", SCORE).fault())
          .hasMessageContaining("no front-end can reach its database")
          .hasMessageEndingWith("not executed");
      assertThat((String) client.call("get_score", "Curling").value()).endsWith("by 1");
    }
  }

  @Test
  void frontEndThatCannotReachItsDatabaseIsReplacedByTheOther() throws Exception {
    try (Rig rig = Rig.with(2)) {
      FakeFrontEnd away = rig.frontEnd(0);
      away.behaves(
          call -> {
            away.ready(false);
            return away.fault(503, "no database; not executed");
          });
      for (int i = 0; i < 8; i++) {
        away.ready(true);
        assertThat((String) rig.call("set_score", SCORE).value()).endsWith("by 2");
      }
      assertThat(away.calls()).isNotEmpty();
    }
  }

  @Test
  void faultOfABusyDatabaseIsTriedAgainAndThenPassedOn() throws Exception {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      frontEnd.behavesOnce(frontEnd.fault(503, "disk full; not executed"));
      assertThat((String) rig.call("set_score", SCORE).value()).endsWith("by 1");
      assertThat(frontEnd.calls()).hasSize(2);
      frontEnd.behaves(call -> frontEnd.fault(503, "disk full; not executed"));
      assertThat(rig.call("set_score", SCORE).fault()).hasMessage("disk full; not executed");
      assertThat(frontEnd.calls()).hasSize(6);
    }
  }

  @Test
  void otherFaultsArePassedOnAsTheyAre() {
    try (Rig rig = Rig.with(2)) {
      for (int code : new int[] {400, 401, 404, 409, 429, -32601, -32602, -32603}) {
        rig.frontEnds()
            .forEach(frontEnd -> frontEnd.behaves(call -> frontEnd.fault(code, "no <b> & c")));
        int before = rig.calls().size();
        RawClient.Response answer = rig.call("set_score", SCORE);
        assertThat(answer.fault().code()).isEqualTo(code);
        assertThat(answer.fault()).hasMessage("no <b> & c");
        assertThat(rig.calls()).hasSize(before + 1);
      }
    }
  }

  @Test
  void writeOfUnknownOutcomeIsAskedAboutByItsId() throws Exception {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      Map<String, Object> result = Map.of("event", "Curling", "request_id", "scribe/7");
      frontEnd.behaves(
          call ->
              call.method().equals("get_write_status")
                  ? frontEnd.answer(
                      Map.of("request_id", "scribe/7", "applied", true, "result", result))
                  : new FakeFrontEnd.Hangup());
      assertThat(rig.call("set_score", SCORE).value()).isEqualTo(result);
      List<Call> calls = frontEnd.calls();
      assertThat(calls).hasSize(5);
      assertThat(calls.get(4).params()).containsExactly("scribe/7");
      assertThat(calls.stream().map(call -> call.header(GamesHeaders.REQUEST_ID)).distinct())
          .containsExactly("scribe/7");
    }
  }

  @Test
  void writeThatNobodyKnowsOfIsSaidToBeUnknownWithItsId() {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      frontEnd.behaves(
          call ->
              call.method().equals("get_write_status")
                  ? frontEnd.answer(
                      Map.of("request_id", "scribe/7", "applied", false, "result", Map.of()))
                  : new FakeFrontEnd.Hangup());
      RpcFault fault = rig.call("set_score", SCORE).fault();
      assertThat(fault).hasMessageContaining("scribe/7").hasMessageContaining("unknown");
      assertThat(fault.code()).isEqualTo(504);
      assertThat(rig.pygmy().counters().faults()).isEqualTo(1);
    }
  }

  @Test
  void callIsSignedAnewForAFrontEndThatWasStartedAgain() throws Exception {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      frontEnd.behaves(
          call -> {
            if (frontEnd.calls().size() == 1) {
              frontEnd.becomeAnother();
            }
            return call.header(GamesHeaders.RECEIVER).equals(frontEnd.incarnation())
                ? frontEnd.echo(call)
                : frontEnd.fault(401, "signed for another");
          });
      assertThat((String) rig.call("set_score", SCORE).value()).endsWith("by 1");
      assertThat(frontEnd.calls()).hasSize(2);
      assertThat(rig.pygmy().counters().retries()).isEmpty();
    }
  }

  @Test
  void wrongPasswordIsNotTriedAgain() {
    try (Rig rig = Rig.with(2)) {
      rig.frontEnds()
          .forEach(frontEnd -> frontEnd.behaves(call -> frontEnd.fault(401, "wrong password")));
      assertThat(rig.call("set_score", SCORE).fault()).hasMessage("wrong password");
      assertThat(rig.calls()).hasSize(1);
    }
  }

  @Test
  void retriesAreCountedByWhatWentWrong() {
    try (Rig rig = Rig.with(2)) {
      firstCallMeets(rig, new FakeFrontEnd.Status(500));
      rig.call("get_score", "Curling");
      assertThat(rig.pygmy().counters().retries()).isEqualTo(Map.of(Outcome.NO_ANSWER, 1L));
    }
  }

  @Test
  void clientThatGoesAwayLeavesNothingBehind() {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      frontEnd.behaves(call -> new FakeFrontEnd.Silence());
      RawClient client = rig.client();
      client.send(RawClient.post("get_score", "Curling").repeat(3));
      client.send(RawClient.post("set_score", SCORE));
      client.send("POST /RPC2 HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\n<methodCall>");
      await().until(() -> frontEnd.calls().size() == 3);
      client.close();
      rig.awaitIdle();
      assertThat(rig.pygmy().counters().dropped()).isEqualTo(4);
      frontEnd.behaves(frontEnd::echo);
      assertThat(rig.call("get_id").status()).isEqualTo(200);
    }
  }
}
