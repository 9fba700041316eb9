package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import olympics.http.HttpLimits;
import olympics.http.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerTest {
  private static final HttpLimits IMPATIENT =
      HttpLimits.DEFAULT
          .withConnections(3)
          .withRequestTime(Duration.ofMillis(300))
          .withIdleTime(Duration.ofMillis(600));

  private static String echo(String text) {
    return RawHttp.post(RawHttp.call("echo_string", "<string>" + text + "</string>"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = HttpServerTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python-scalars.http | Ob\u00e9lix &lt;&amp;&gt; \u91d1",
        "python-scalars.http | <double>1763906400.25</double>",
        "python-nested.http | <name>none</name><value><array><data></data></array></value>",
        "python-optional.http | <value><string>gaul</string></value>"
      })
  void requestsOfPythonAreAnswered(String resource, String expected) throws Exception {
    try (Echo server = Echo.start();
        RawHttp raw = new RawHttp(server.address())) {
      RawHttp.Answer answer = raw.send(resource(resource)).read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).containsEntry("content-type", "text/xml; charset=utf-8");
      assertThat(answer.body()).contains(expected).doesNotContain("fault");
    }
  }

  @Test
  void answersHaveThisForm() throws Exception {
    XmlRpcCodec codec = new XmlRpcCodec();
    assertThat(
            new String(
                codec.encodeAnswer(List.of("<a>", 1, 2.5, true)),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodResponse><params><param><value>"
                + "<array><data><value><string>&lt;a&gt;</string></value><value><int>1</int>"
                + "</value><value><double>2.5</double></value><value><boolean>1</boolean></value>"
                + "</data></array></value></param></params></methodResponse>");
    assertThat(
            new String(codec.encodeFault(404, "no\u0001"), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodResponse><fault><value><struct>"
                + "<member><name>faultCode</name><value><int>404</int></value></member><member>"
                + "<name>faultString</name><value><string>no\\u0001</string></value></member>"
                + "</struct></value></fault></methodResponse>");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    try (Echo server = Echo.start();
        RawHttp raw = new RawHttp(server.address())) {
      StringBuilder requests = new StringBuilder();
      IntStream.range(0, 200).forEach(i -> requests.append(echo("n" + i)));
      raw.send(requests.toString());
      for (int i = 0; i < 200; i++) {
        assertThat(raw.read().body()).contains(">n" + i + "<");
      }
    }
  }

  @Test
  void aPipelinedRequestWaitsForTheOneBefore() throws Exception {
    try (Echo server = Echo.start();
        RawHttp raw = new RawHttp(server.address())) {
      raw.send(RawHttp.post(RawHttp.call("never")) + echo("after"));
      await().until(() -> server.executed.get() == 1);
      // A call on another connection passes, so the waiting one had its chance.
      assertThat(RawHttp.exchange(server.address(), echo("other")).body()).contains("other");
      assertThat(server.executed).hasValue(2);
      server.never.complete("first");
      assertThat(raw.read().body()).contains("first");
      assertThat(raw.read().body()).contains("after");
    }
  }

  @Test
  void chunkedBodiesAreRead() throws Exception {
    String body = RawHttp.call("echo_string", "<string>in pieces</string>");
    StringBuilder request =
        new StringBuilder(RawHttp.request("POST", "/RPC2", "Transfer-Encoding: chunked"));
    body.chars().forEach(c -> request.append("1\r\n").append((char) c).append("\r\n"));
    try (Echo server = Echo.start()) {
      assertThat(RawHttp.exchange(server.address(), request + "0\r\n\r\n").body())
          .contains("in pieces");
    }
  }

  @Test
  void expectedContinueIsGiven() throws Exception {
    String request = echo("x");
    int end = request.indexOf("\r\n\r\n");
    try (Echo server = Echo.start();
        RawHttp raw = new RawHttp(server.address())) {
      raw.send(request.substring(0, end) + "\r\nExpect: 100-continue\r\n\r\n");
      assertThat(raw.read().status()).isEqualTo(100);
      assertThat(raw.send(request.substring(end + 4)).read().body()).contains(">x<");
    }
  }

  @Test
  void aConnectionClosesWhenTheClientSaysSo() throws Exception {
    try (Echo server = Echo.start()) {
      String body = RawHttp.call("echo_string", "<string>x</string>");
      for (String request :
          List.of(
              RawHttp.post(body, "Connection: close"),
              RawHttp.post(body).replace("HTTP/1.1", "HTTP/1.0"))) {
        try (RawHttp raw = new RawHttp(server.address())) {
          RawHttp.Answer answer = raw.send(request).read();
          assertThat(answer.body()).contains(">x<");
          assertThat(answer.headers()).containsEntry("connection", "close");
          assertThat(raw.isClosed()).isTrue();
        }
      }
    }
  }

  @Test
  void aClientThatEndsItsSideStillGetsItsAnswer() throws Exception {
    try (Echo server = Echo.start();
        RawHttp raw = new RawHttp(server.address())) {
      raw.send(RawHttp.post(RawHttp.call("never")));
      await().until(() -> server.executed.get() == 1);
      raw.shutdownOutput();
      server.never.complete("late");
      assertThat(raw.read().body()).contains("late");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void aSlowBodyIsAnswered408() throws Exception {
    try (Echo server = Echo.start(IMPATIENT);
        RawHttp raw = new RawHttp(server.address())) {
      String request = echo("x");
      raw.send(request.substring(0, request.length() - 5));
      assertThat(raw.read().status()).isEqualTo(408);
      assertThat(raw.isClosed()).isTrue();
      assertThat(server.executed).hasValue(0);
    }
  }

  @Test
  void slowHeadersEndTheConnection() throws Exception {
    try (Echo server = Echo.start(IMPATIENT);
        RawHttp raw = new RawHttp(server.address())) {
      assertThat(raw.send("POST /RPC2 HTTP/1.1\r\nHost: ").isClosed()).isTrue();
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    try (Echo server = Echo.start(IMPATIENT);
        RawHttp raw = new RawHttp(server.address())) {
      assertThat(raw.send(echo("x")).read().body()).contains(">x<");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void aCallThatRunsLongIsNotIdle() throws Exception {
    try (Echo server = Echo.start(IMPATIENT);
        RawHttp raw = new RawHttp(server.address());
        RawHttp idle = new RawHttp(server.address())) {
      raw.send(RawHttp.post(RawHttp.call("never")));
      await().until(() -> server.executed.get() == 1);
      // When the idle one goes, the busy one has been open for as long.
      assertThat(idle.isClosed()).isTrue();
      server.never.complete("late");
      assertThat(raw.read().body()).contains("late");
    }
  }

  @Test
  void connectionsPastTheLimitAreClosedAndThereIsRoomAgain() throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT.withConnections(2))) {
      try (RawHttp first = new RawHttp(server.address());
          RawHttp second = new RawHttp(server.address())) {
        assertThat(first.send(echo("1")).read().body()).contains(">1<");
        assertThat(second.send(echo("2")).read().body()).contains(">2<");
        try (RawHttp third = new RawHttp(server.address())) {
          assertThat(third.isClosed()).isTrue();
        }
      }
      await()
          .ignoreExceptions()
          .until(() -> RawHttp.exchange(server.address(), echo("4")).status() == 200);
    }
  }

  @Test
  void whenAllWorkersAreBusyACallIsRefusedUnexecuted() throws Exception {
    // Sixteen run, one waits: of twenty, three have no place.
    try (Echo server = Echo.startWithRoomForOneCall();
        RpcClient client = RpcClient.unsigned()) {
      List<CompletableFuture<Object>> calls =
          IntStream.range(0, 20)
              .mapToObj(i -> client.call(server.address(), "block", List.of(), Echo.SOON))
              .toList();
      await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 3);
      server.unblock.countDown();
      List<String> outcomes =
          calls.stream()
              .map(
                  call -> call.handle((answer, error) -> error == null ? "ok" : error.getMessage()))
              .map(CompletableFuture::join)
              .toList();
      assertThat(outcomes.stream().filter("ok"::equals)).hasSize(17);
      assertThat(outcomes.stream().filter(text -> text.contains("not executed"))).hasSize(3);
      assertThat(server.executed).hasValue(17);
    }
  }

  @Test
  void closingLetsACallInProgressEnd() throws Exception {
    Echo server = Echo.start();
    try (RpcClient client = RpcClient.unsigned();
        RawHttp idle = new RawHttp(server.address())) {
      assertThat(idle.send(echo("x")).read().status()).isEqualTo(200);
      CompletableFuture<Object> call = client.call(server.address(), "never", List.of(), Echo.SOON);
      await().until(() -> server.executed.get() == 2);
      Thread closing = new Thread(() -> server.server.close(Duration.ofSeconds(10)), "closing");
      closing.start();
      assertThat(idle.isClosed()).isTrue();
      // Only what has a limit is waited for with one: the calls in progress.
      await().until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
      server.never.complete("done");
      assertThat(call.join()).isEqualTo("done");
      closing.join();
      assertThatThrownBy(
              () -> client.callAndWait(server.address(), "echo_int", List.of(1), Echo.SOON))
          .isInstanceOf(RpcFailure.class);
    }
  }

  @Test
  void closingDoesNotWaitForEver() throws Exception {
    Echo server = Echo.start();
    try (RpcClient client = RpcClient.unsigned()) {
      CompletableFuture<Object> call = client.call(server.address(), "never", List.of(), Echo.SOON);
      await().until(() -> server.executed.get() == 1);
      server.server.close(Duration.ofMillis(50));
      assertThatThrownBy(call::join).hasCauseInstanceOf(RpcFailure.class);
    }
  }
}
