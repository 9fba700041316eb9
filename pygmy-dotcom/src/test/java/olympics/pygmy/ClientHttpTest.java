package olympics.pygmy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import olympics.http.HttpLimits;
import olympics.http.PortInUseException;
import olympics.pygmy.core.Timing;
import olympics.tls.Links;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHttpTest {
  @Test
  void pipelinedCallsAreAnsweredInOrder() throws Exception {
    try (Rig rig = Rig.patient(2);
        RawClient client = rig.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        all.append(RawClient.post("get_" + (i % 7 == 0 ? "score" : "medal_tally"), "n" + i));
      }
      rig.frontEnds()
          .forEach(frontEnd -> frontEnd.behaves(call -> frontEnd.answer(call.params().get(0))));
      client.send(all.toString());
      for (int i = 0; i < 100; i++) {
        assertThat(client.receive().value()).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void pipelinedWriteWaitsForWhatCameBeforeIt() throws Exception {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        all.append(RawClient.post("set_score", "e", "s" + i, "p"));
        all.append(RawClient.post("get_score", "s" + i));
      }
      client.send(all.toString());
      for (int i = 0; i < 10; i++) {
        assertThat(client.receive().value()).isEqualTo("set_score by 1");
        assertThat(client.receive().value()).isEqualTo("get_score by 1");
      }
      List<FakeFrontEnd.Call> calls = rig.calls();
      for (int i = 0; i < 20; i++) {
        assertThat(calls.get(i).method()).isEqualTo(i % 2 == 0 ? "set_score" : "get_score");
        assertThat(calls.get(i).params()).contains("s" + i / 2);
      }
    }
  }

  @Test
  void chunkedBodyIsForwardedWhole() throws Exception {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      String body = RawClient.body("get_medal_tally", "Gaul");
      client.send("POST /RPC2 HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < body.length(); i += 10) {
        String part = body.substring(i, Math.min(body.length(), i + 10));
        client.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
      }
      client.send("0\r\n\r\n");
      assertThat(client.receive().value()).isEqualTo("get_medal_tally by 1");
      assertThat(rig.calls().get(0).body()).isEqualTo(body);
      assertThat(client.call("get_id").value()).isEqualTo("get_id by 1");
    }
  }

  @Test
  void bodyThatComesByteByByteIsForwardedWhole() throws Exception {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      for (char c : RawClient.post("get_medal_tally", "Gaul").toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.receive().value()).isEqualTo("get_medal_tally by 1");
    }
  }

  @Test
  void largeBodyAndLargeAnswerPassThrough() throws Exception {
    try (Rig rig = Rig.patient(2);
        RawClient client = rig.client()) {
      String large = "x".repeat(900_000);
      rig.frontEnds()
          .forEach(frontEnd -> frontEnd.behaves(call -> frontEnd.answer(call.params().get(0))));
      assertThat(client.call("get_score", large).value()).isEqualTo(large);
      assertThat(client.call("set_score", large).value()).isEqualTo(large);
    }
  }

  @Test
  void bodyOverTheLimitIsRefusedAndTheNextCallWorks() {
    try (Rig rig = Rig.patient(1)) {
      RawClient announced = rig.client();
      announced.send("POST /RPC2 HTTP/1.1\r\nHost: t\r\nContent-Length: 1048577\r\n\r\nabc");
      assertThat(announced.receive().status()).isEqualTo(413);
      assertThat(announced.isAtEnd()).isTrue();
      RawClient chunked = rig.client();
      chunked.send("POST /RPC2 HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
      chunked.send("100001\r\n" + "x".repeat(0x100001) + "\r\n0\r\n\r\n");
      assertThat(chunked.receive().status()).isEqualTo(413);
      assertThat(rig.calls()).isEmpty();
      assertThat(rig.call("get_id").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /RPC2,   405, POST",
    "PUT,    /RPC2,   405, POST",
    "DELETE, /RPC2,   405, POST",
    "POST,   /,       405, 'GET, HEAD'",
    "POST,   /RPC2/x, 404, ",
    "GET,    /x,      404, ",
  })
  void otherVerbsAndPathsAreRefusedAndTheConnectionStays(
      String verb, String path, int status, String allow) throws Exception {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      client.send(verb + " " + path + " HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello");
      RawClient.Response refusal = client.receive();
      assertThat(refusal.status()).isEqualTo(status);
      assertThat(refusal.headers().get("allow")).isEqualTo(allow);
      assertThat(client.call("get_id").value()).isEqualTo("get_id by 1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | Content-Length: 5\\nContent-Length: 6",
        "400 | Content-Length: 5\\nTransfer-Encoding: chunked",
        "400 | Content-Length: -1",
        "400 | Content-Length: 5x",
        "400 | Bad Header: x",
        "400 | Host: another",
        "415 | Content-Encoding: gzip\\nContent-Length: 5",
        "417 | Expect: miracles\\nContent-Length: 5",
      })
  void requestThatCanBeReadInTwoWaysIsRefused(int status, String headers) {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      client.send(
          "POST /RPC2 HTTP/1.1\r\nHost: t\r\n" + headers.replace("\\n", "\r\n") + "\r\n\r\n12345");
      assertThat(client.receive().status()).isEqualTo(status);
      assertThat(rig.calls()).isEmpty();
    }
  }

  @Test
  void headersOverTheLimitAreRefused() {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      client.send("POST /RPC2 HTTP/1.1\r\nHost: t\r\nX: " + "x".repeat(17_000) + "\r\n\r\n");
      assertThat(client.receive().status()).isEqualTo(431);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void clientThatAsksIsToldToContinue() throws Exception {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      String body = RawClient.body("get_id");
      client.send(
          "POST /RPC2 HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n");
      assertThat(client.receive().status()).isEqualTo(100);
      assertThat(client.send(body).receive().value()).isEqualTo("get_id by 1");
    }
  }

  @Test
  void connectionEndsWhenTheClientWantsIt() throws Exception {
    try (Rig rig = Rig.patient(1);
        RawClient client = rig.client()) {
      client.send(RawClient.post("get_id").replace("Host: test", "Host: t\r\nConnection: close"));
      RawClient.Response answer = client.receive();
      assertThat(answer.value()).isEqualTo("get_id by 1");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void oldClientsAreServedOncePerConnectionUnlessTheyAskForMore() throws Exception {
    try (Rig rig = Rig.patient(1)) {
      RawClient once = rig.client().send(RawClient.post("get_id").replace("1.1", "1.0"));
      assertThat(once.receive().headers()).containsEntry("connection", "close");
      assertThat(once.isAtEnd()).isTrue();
      RawClient more =
          rig.client()
              .send(
                  RawClient.post("get_id")
                      .replace("1.1", "1.0")
                      .replace("Host: test", "Connection: keep-alive"));
      assertThat(more.receive().headers()).containsEntry("connection", "keep-alive");
      assertThat(more.call("get_id").value()).isEqualTo("get_id by 1");
    }
  }

  @Test
  void slowSenderIsToldSo() {
    try (Rig rig =
        Rig.patient(
            1,
            Limits.DEFAULT.withClients(
                HttpLimits.DEFAULT.withRequestTime(Duration.ofMillis(200))))) {
      RawClient body = rig.client();
      body.send("POST /RPC2 HTTP/1.1\r\nHost: t\r\nContent-Length: 50\r\n\r\n<meth");
      assertThat(body.receive().status()).isEqualTo(408);
      assertThat(body.isAtEnd()).isTrue();
      assertThat(rig.client().send("POST /RPC2 HT").isAtEnd()).isTrue();
      RawClient quiet = rig.client();
      assertThat(quiet.call("get_id").status()).isEqualTo(200);
    }
  }

  @Test
  void tooManyRequestsInFlightAreRefusedEarly() {
    try (Rig rig = Rig.patient(1, Limits.DEFAULT.withRequestsInFlight(2))) {
      rig.frontEnd(0).behaves(call -> new FakeFrontEnd.Silence());
      RawClient first = rig.client().send(RawClient.post("set_score", "a", "b", "c").repeat(1));
      RawClient second = rig.client().send(RawClient.post("set_score", "a", "b", "c"));
      org.awaitility.Awaitility.await().until(() -> rig.calls().size() == 2);
      assertThat(rig.call("get_id").fault())
          .hasMessageContaining("too many requests are in flight")
          .hasMessageEndingWith("not executed");
      first.close();
      second.close();
    }
  }

  @Test
  void tooManyConnectionsAreRefused() {
    try (Rig rig =
        Rig.patient(1, Limits.DEFAULT.withClients(HttpLimits.DEFAULT.withConnections(1)))) {
      RawClient first = rig.client();
      assertThat(first.call("get_id").status()).isEqualTo(200);
      RawClient second = rig.client();
      assertThat(second.call("get_id").status()).isEqualTo(503);
      assertThat(second.isAtEnd()).isTrue();
    }
  }

  @Test
  void portThatIsTakenIsNamed() throws Exception {
    try (Rig rig = Rig.patient(1)) {
      Settings same =
          new Settings(
              rig.pygmy().address(),
              List.of(rig.frontEnd(0).address()),
              Rig.KEY,
              Timing.DEFAULT,
              Limits.DEFAULT,
              new SplittableRandom(1),
              Links.PLAIN);
      assertThatThrownBy(() -> PygmyDotCom.start(same))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining(String.valueOf(rig.pygmy().address().port()));
    }
  }
}
