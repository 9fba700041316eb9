package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.LeakPresenceDetector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import olympics.http.AllocationMeter;
import olympics.pygmy.FakeFrontEnd.Call;
import olympics.rpc.GamesHeaders;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private static final long FORWARDED_READ_BYTES = 7_000;

  @Test
  void callIsAnsweredByAFrontEnd() throws Exception {
    try (Rig rig = Rig.with(2)) {
      RawClient.Response answer = rig.call("get_medal_tally", "Gaul");
      assertThat(answer.status()).isEqualTo(200);
      assertThat((String) answer.value()).matches("get_medal_tally by [12]");
      assertThat(answer.headers()).containsOnlyKeys("content-type", "content-length");
      assertThat(rig.calls()).hasSize(1);
      assertThat(rig.calls().get(0).body()).isEqualTo(RawClient.body("get_medal_tally", "Gaul"));
    }
  }

  @Test
  void everyFrontEndIsProbedForEveryRequest() {
    try (Rig rig = Rig.with(3);
        RawClient client = rig.client()) {
      client.call("get_id");
      List<Integer> before = rig.frontEnds().stream().map(FakeFrontEnd::probes).toList();
      int requests = 20;
      for (int i = 0; i < requests; i++) {
        client.call("get_id");
      }
      for (int b = 0; b < 3; b++) {
        assertThat(rig.frontEnd(b).probes() - before.get(b)).isEqualTo(requests);
      }
    }
  }

  @Test
  void requestsThatWaitTogetherShareProbes() {
    try (Rig rig = Rig.with(2);
        RawClient client = rig.client()) {
      client.call("get_id");
      int before = rig.frontEnd(0).probes();
      client.send(RawClient.post("get_id").repeat(20));
      for (int i = 0; i < 20; i++) {
        client.receive();
      }
      assertThat(rig.frontEnd(0).probes() - before).isBetween(1, 10);
    }
  }

  @Test
  void bothFrontEndsGetTheirShare() {
    try (Rig rig = Rig.with(2);
        RawClient client = rig.client()) {
      for (int i = 0; i < 200; i++) {
        client.call("get_medal_tally", "Gaul");
      }
      assertThat(rig.frontEnd(0).calls()).hasSizeBetween(60, 140);
      assertThat(rig.pygmy().counters().forwards())
          .containsExactly(
              (long) rig.frontEnd(0).calls().size(), (long) rig.frontEnd(1).calls().size());
    }
  }

  @Test
  void clientsHeadersAreReplacedByOurs() {
    try (Rig rig = Rig.with(1);
        RawClient client = rig.client()) {
      String body = RawClient.body("get_id");
      client
          .send(
              "POST /RPC2 HTTP/1.1\r\nHost: test\r\nGames-Client: 10.1.2.3\r\n"
                  + "games-request-id: forged\r\nGames-Signature: 00\r\nGames-Other: x\r\n"
                  + "X-Mine: y\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body)
          .receive();
      Call call = rig.calls().get(0);
      assertThat(call.header(GamesHeaders.CLIENT)).isEqualTo("127.0.0.1");
      assertThat(call.headers().getAll(GamesHeaders.CLIENT)).hasSize(1);
      assertThat(call.headers().getAll(GamesHeaders.SIGNATURE)).hasSize(1).doesNotContain("00");
      assertThat(call.header(GamesHeaders.REQUEST_ID)).matches("[0-9a-f]{32}/\\d+");
      assertThat(call.header(GamesHeaders.SENDER)).startsWith("balancer -1-");
      assertThat(call.header(GamesHeaders.RECEIVER)).isEqualTo(rig.frontEnd(0).incarnation());
      assertThat(call.headers().contains("Games-Other")).isFalse();
      assertThat(call.headers().contains("X-Mine")).isFalse();
    }
  }

  @Test
  void everyCallWithoutAnIdGetsItsOwn() {
    try (Rig rig = Rig.with(1);
        RawClient client = rig.client()) {
      for (int i = 0; i < 5; i++) {
        client.call("set_score", "Curling", "1:0", "password");
        client.call("get_score", "Curling");
        client.call("add_team", "Gaul", "password");
      }
      Set<String> ids = new HashSet<>();
      rig.calls().forEach(call -> ids.add(call.header(GamesHeaders.REQUEST_ID)));
      assertThat(ids).hasSize(15);
    }
  }

  @Test
  void idOfAWriteTravelsAsAHeader() {
    try (Rig rig = Rig.with(1);
        RawClient client = rig.client()) {
      client.call("set_score", "Curling", "1:0", "password", "scribe/7");
      client.call("increment_medal_tally", "Gaul", "gold", "password", "scribe/8");
      client.call("set_score", "Curling", "1:0", "password", "not an id, with spaces");
      client.call("get_score", "Curling", "a", "b", "scribe/9");
      assertThat(rig.calls().stream().map(call -> call.header(GamesHeaders.REQUEST_ID)).toList())
          .satisfiesExactly(
              first -> assertThat(first).isEqualTo("scribe/7"),
              second -> assertThat(second).isEqualTo("scribe/8"),
              third -> assertThat(third).matches("[0-9a-f]{32}/\\d+"),
              fourth -> assertThat(fourth).matches("[0-9a-f]{32}/\\d+"));
    }
  }

  @Test
  void writesUseConnectionsOfTheirOwn() {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      frontEnd.behaves(
          call ->
              call.method().equals("set_score") ? new FakeFrontEnd.Silence() : frontEnd.echo(call));
      rig.client().send(RawClient.post("set_score", "Curling", "1:0", "password"));
      await().until(() -> frontEnd.calls().size() == 1);
      assertThat(rig.call("get_score", "Curling").status()).isEqualTo(200);
    }
  }

  @Test
  void noMoreThanEightReadsWaitOnOneConnection() {
    try (Rig rig = Rig.with(1)) {
      FakeFrontEnd frontEnd = rig.frontEnd(0);
      assertThat(rig.call("get_id").status()).isEqualTo(200);
      int before = frontEnd.connections();
      frontEnd.behaves(call -> new FakeFrontEnd.Silence());
      for (int i = 0; i < 24; i++) {
        rig.client().send(RawClient.post("get_score", "Curling"));
      }
      await().until(() -> frontEnd.calls().size() >= 24);
      assertThat(frontEnd.connections() - before).isEqualTo(2);
    }
  }

  /**
   * What the event loop allocates for a read that it forwards, its probes included: 5.5 KB were
   * seen. Every buffer is tracked here, which costs, too.
   */
  @Test
  void forwardedReadAllocatesLittle() throws Exception {
    try (Rig rig = Rig.patient(2)) {
      assertThat(
              AllocationMeter.bytesPerRequest(
                  rig.pygmy().address(), RawClient.body("get_medal_tally", "Gaul"), "pygmy-loop"))
          .isLessThan(FORWARDED_READ_BYTES);
    }
  }

  @Test
  void bufferThatIsNotGivenBackIsNoticed() {
    var leaked = PooledByteBufAllocator.DEFAULT.buffer();
    assertThatThrownBy(LeakPresenceDetector::check).isInstanceOf(IllegalStateException.class);
    // What was reported is forgotten: giving it back now would count as given back twice.
    assertThat(leaked.refCnt()).isEqualTo(1);
    LeakPresenceDetector.check();
  }
}
