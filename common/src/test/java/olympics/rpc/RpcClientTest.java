package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olympics.process.core.Address;
import olympics.rpc.RpcFailure.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RpcClientTest {
  private static final String TRUE =
      new String(new XmlRpcCodec().encodeAnswer(true), StandardCharsets.UTF_8);
  private static final CallOptions BRIEFLY = CallOptions.within(Duration.ofMillis(300));

  private final RpcClient client = RpcClient.unsigned();

  @AfterEach
  void stop() {
    client.close();
  }

  private RpcFailure failure(Address to, CallOptions options) {
    return catchThrowableOfType(
        RpcFailure.class, () -> client.callAndWait(to, "echo", List.of(), options));
  }

  @Test
  void nobodyThereIsNotDelivered() throws Exception {
    Address free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = new Address("127.0.0.1", socket.getLocalPort());
    }
    RpcFailure failure = failure(free, Echo.SOON);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
    assertThat(failure).hasMessageContaining(free.toString()).hasMessageContaining("refused");
  }

  @Test
  void anUnknownHostIsNotDelivered() {
    RpcFailure failure = failure(new Address("no-such-host.invalid", 80), Echo.SOON);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
  }

  @Test
  void namesAreResolved() throws Exception {
    try (Echo echo = Echo.start()) {
      Address named = new Address("localhost", echo.address().port());
      assertThat(client.callAndWait(named, "echo_int", List.of(4), Echo.SOON)).isEqualTo(4);
    }
  }

  @Test
  void noAnswerInTimeIsUnknownAndTheNextCallWorks() throws Exception {
    try (Echo echo = Echo.start()) {
      RpcFailure failure =
          catchThrowableOfType(
              RpcFailure.class,
              () -> client.callAndWait(echo.address(), "never", List.of(), BRIEFLY));
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure).hasMessageContaining("in time");
      assertThat(echo.executed).hasValue(1);
      assertThat(client.callAndWait(echo.address(), "echo_int", List.of(4), Echo.SOON))
          .isEqualTo(4);
    }
  }

  @Test
  void aServerThatNeverAcceptsIsNotDelivered() throws Exception {
    // A backlog of one, and nobody accepts: later connections hang.
    try (ServerSocket full = new ServerSocket(0, 1)) {
      Address address = new Address("127.0.0.1", full.getLocalPort());
      List<CompletableFuture<Object>> calls =
          IntStream.range(0, 8)
              .mapToObj(i -> client.call(address, "echo", List.of(), BRIEFLY))
              .toList();
      assertThat(calls)
          .allSatisfy(
              call -> {
                ExecutionException error =
                    catchThrowableOfType(ExecutionException.class, call::get);
                assertThat(error).hasCauseInstanceOf(RpcFailure.class);
              });
      RpcFailure last =
          catchThrowableOfType(
              RpcFailure.class, () -> client.callAndWait(address, "echo", List.of(), BRIEFLY));
      assertThat(last.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
    }
  }

  static Stream<Arguments> badAnswers() {
    String gzip = "Content-Encoding: gzip";
    String deep = "<array><data><value>".repeat(3000);
    String many = "<array><data>" + "<value/>".repeat(200_001) + "</data></array>";
    String head = "<methodResponse><params><param><value>";
    return Stream.of(
        Arguments.of("closed without a word", ScriptedServer.CLOSE, "closed before"),
        Arguments.of("closed in mid-headers", "HTTP/1.1 200 OK\r\nConte", "cut off"),
        Arguments.of(
            "closed in mid-body",
            "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + TRUE,
            "middle"),
        Arguments.of("compressed", ScriptedServer.ok(TRUE, gzip), "compressed"),
        Arguments.of(
            "redirect",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            "status 302"),
        Arguments.of("error", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "status 500"),
        Arguments.of("no HTTP", "hello, who is there?\r\n\r\n", "not HTTP"),
        Arguments.of("no XML", ScriptedServer.ok("hello"), "no XML-RPC answer"),
        Arguments.of("empty", ScriptedServer.ok("<methodResponse/>"), "no XML-RPC answer"),
        Arguments.of("a DTD", ScriptedServer.ok("<!DOCTYPE a>" + TRUE), "no XML-RPC answer"),
        Arguments.of("deep", ScriptedServer.ok(head + deep), "deeper than 32"),
        Arguments.of("wide", ScriptedServer.ok(head + many), "more than 200000"),
        Arguments.of(
            "huge", "HTTP/1.1 200 OK\r\nContent-Length: 8388609\r\n\r\n", "larger than 8388608"),
        Arguments.of(
            "huge in chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").repeat(9),
            "larger than 8388608"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badAnswers")
  void whatIsNoAnswerIsUnknownAndNeverSentAgain(String name, String answer, String reason)
      throws Exception {
    try (ScriptedServer server = new ScriptedServer(false, request -> answer)) {
      RpcFailure failure = failure(server.address(), Echo.SOON);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure).hasMessageContaining(reason);
      assertThat(server.requests).hasValue(1);
    }
  }

  @Test
  void aSerialisedCauseInAFaultIsNotRead() throws Exception {
    String fault =
        new String(new XmlRpcCodec().encodeFault(7, "seven"), StandardCharsets.UTF_8)
            .replace(
                "</struct>",
                "<member><name>faultCause</name><value><base64>rO0ABXA=</base64></value></member>"
                    + "</struct>");
    try (ScriptedServer server = new ScriptedServer(false, request -> ScriptedServer.ok(fault))) {
      RpcFault seen =
          catchThrowableOfType(
              RpcFault.class,
              () -> client.callAndWait(server.address(), "echo", List.of(), Echo.SOON));
      assertThat(seen.code()).isEqualTo(7);
      assertThat(seen).hasMessage("seven").hasNoCause();
    }
  }

  @Test
  void anInterimAnswerIsNotTheAnswer() throws Exception {
    String answer = "HTTP/1.1 100 Continue\r\n\r\n" + ScriptedServer.ok(TRUE);
    try (ScriptedServer server = new ScriptedServer(false, request -> answer)) {
      assertThat(client.callAndWait(server.address(), "echo", List.of(), Echo.SOON))
          .isEqualTo(true);
    }
  }

  @Test
  void connectionsAreKept() throws Exception {
    try (ScriptedServer server = new ScriptedServer(true, request -> ScriptedServer.ok(TRUE))) {
      for (int i = 0; i < 10; i++) {
        client.callAndWait(server.address(), "echo", List.of(), Echo.SOON);
      }
      assertThat(server.connections).hasValue(1);
      assertThat(server.requests).hasValue(10);
    }
  }

  @Test
  void aConnectionThatTheServerClosedIsNotUsedAgain() throws Exception {
    try (ScriptedServer server = new ScriptedServer(false, request -> ScriptedServer.ok(TRUE))) {
      for (int i = 1; i <= 5; i++) {
        client.callAndWait(server.address(), "echo", List.of(), Echo.SOON);
        awaitValue(server.endedByClient, i);
      }
      assertThat(server.connections).hasValue(5);
    }
  }

  @Test
  void anAnswerThatNobodyAskedForEndsTheConnection() throws Exception {
    String twice = ScriptedServer.ok(TRUE) + ScriptedServer.ok("<unasked/>");
    try (ScriptedServer server = new ScriptedServer(false, request -> twice)) {
      assertThat(client.callAndWait(server.address(), "echo", List.of(), Echo.SOON))
          .isEqualTo(true);
      awaitValue(server.endedByClient, 1);
    }
  }

  @Test
  void closingFailsWhatIsOutstanding() throws Exception {
    try (Echo echo = Echo.start()) {
      RpcClient closing = RpcClient.unsigned();
      CompletableFuture<Object> call = closing.call(echo.address(), "never", List.of(), Echo.SOON);
      awaitValue(echo.executed, 1);
      closing.close();
      assertThat(catchThrowableOfType(ExecutionException.class, call::get))
          .hasCauseInstanceOf(RpcFailure.class);
      RpcFailure after =
          catchThrowableOfType(
              RpcFailure.class,
              () -> closing.callAndWait(echo.address(), "echo_int", List.of(1), Echo.SOON));
      assertThat(after.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
    }
  }

  @Test
  void waitingOnTheEventLoopIsRefused() throws Exception {
    try (Echo echo = Echo.start()) {
      AtomicReference<Throwable> seen = new AtomicReference<>();
      CompletableFuture<Void> tried =
          client
              .call(echo.address(), "never", List.of(), Echo.SOON)
              .thenAccept(
                  answer ->
                      seen.set(
                          catchThrowableOfType(
                              IllegalStateException.class,
                              () ->
                                  client.callAndWait(
                                      echo.address(), "echo_int", List.of(1), Echo.SOON))));
      awaitValue(echo.executed, 1);
      echo.never.complete("now");
      tried.join();
      assertThat(seen.get()).hasMessageContaining("block the event loop");
    }
  }

  private static void awaitValue(AtomicInteger counter, int value) {
    await().until(() -> counter.get() == value);
  }
}
