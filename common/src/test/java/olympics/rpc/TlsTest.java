package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import olympics.http.HttpLimits;
import olympics.http.RawHttp;
import olympics.process.core.Address;
import olympics.rpc.RpcFailure.Delivery;
import olympics.tls.HandDrivenTls;
import olympics.tls.Links;
import olympics.tls.TestCertificates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Calls over TLS: that they work, and that nothing else does. */
class TlsTest {
  private static final HttpLimits IMPATIENT =
      HttpLimits.DEFAULT.withRequestTime(Duration.ofMillis(500));

  @TempDir private static Path data;
  private static Links ours;

  @BeforeAll
  static void makeCertificates() {
    ours = TestCertificates.ours(data);
  }

  private static String echo(String text) {
    return RawHttp.post(RawHttp.call("echo_string", "<string>" + text + "</string>"));
  }

  private static Object call(Links links, Address to, int value) throws Exception {
    try (RpcClient client = RpcClient.unsigned(links)) {
      return client.callAndWait(to, "echo_int", List.of(value), Echo.SOON);
    }
  }

  private static RpcFailure failure(Links links, Address to) {
    return catchThrowableOfType(RpcFailure.class, () -> call(links, to, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void aServerIsCalledByNameOrByNumericAddress(String host) throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours)) {
      assertThat(call(ours, new Address(host, server.address().port()), 7)).isEqualTo(7);
    }
  }

  @Test
  void oneConnectionIsUsedAgain() throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours);
        RpcClient client = RpcClient.unsigned(ours)) {
      for (int i = 0; i < 50; i++) {
        assertThat(client.callAndWait(server.address(), "echo_int", List.of(i), Echo.SOON))
            .isEqualTo(i);
      }
    }
  }

  static Stream<Arguments> badCertificates() {
    Function<Path, Links> another = TestCertificates::ofAnotherAuthority;
    Function<Path, Links> expired = TestCertificates::expired;
    Function<Path, Links> early = TestCertificates::notYetValid;
    Function<Path, Links> elsewhere = TestCertificates::forAnotherHost;
    return Stream.of(
        Arguments.of(another, "its certificate is not from our authority (tls/ca.pem)"),
        Arguments.of(expired, "its certificate has expired"),
        Arguments.of(early, "its certificate is not valid yet"),
        Arguments.of(elsewhere, "its certificate is not for host 127.0.0.1"));
  }

  @ParameterizedTest
  @MethodSource("badCertificates")
  void aServerWithABadCertificateIsToldNothing(
      Function<Path, Links> shown, String reason, @TempDir Path its) throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, shown.apply(its))) {
      RpcFailure failure = failure(ours, server.address());
      assertThat(failure).hasMessageContaining("cannot connect: " + reason);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
      assertThat(server.executed).hasValue(0);
    }
  }

  @Test
  void aServerWithoutTlsIsToldNothing() throws Exception {
    try (Echo server = Echo.start()) {
      RpcFailure failure = failure(ours, server.address());
      assertThat(failure).hasMessageContaining("the other side does not speak TLS");
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
      assertThat(call(Links.PLAIN, server.address(), 7)).as("others are served").isEqualTo(7);
    }
  }

  @Test
  void aClientWithoutTlsIsToldInPlainText() throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours);
        RawHttp raw = new RawHttp(server.address())) {
      RawHttp.Answer answer = raw.send(echo("x".repeat(100_000))).read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("this port speaks TLS: use https, not http\n");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(raw.isClosed()).isTrue();
      assertThat(failure(Links.PLAIN, server.address())).hasMessageContaining("use https");
      assertThat(server.executed).hasValue(0);
    }
  }

  @Test
  void aClientOfAnOldProtocolVersionGetsAnAlert() throws Exception {
    String suites = "0004c009c013";
    String version = "0302"; // TLS 1.1
    String hello = version + "00".repeat(32) + "00" + suites + "0100";
    String body = "01" + String.format("%06x", hello.length() / 2) + hello;
    String record = "160301" + String.format("%04x", body.length() / 2) + body;
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(HexFormat.of().parseHex(record));
      InputStream in = socket.getInputStream();
      byte[] alert = in.readNBytes(7);
      assertThat(alert[0]).as("an alert").isEqualTo((byte) 0x15);
      assertThat(alert[5]).as("fatal").isEqualTo((byte) 2);
      assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
      assertThat(in.read()).isNegative();
    }
  }

  @Test
  void failedHandshakesAreToldInOneLineAndNotOftenerThanOnceASecond(@TempDir Path its)
      throws Exception {
    Links stranger = TestCertificates.ofAnotherAuthority(its);
    Logger logger = (Logger) LoggerFactory.getLogger("olympics.http");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    long begin = System.nanoTime();
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours)) {
      for (int i = 0; i < 20; i++) {
        assertThat(failure(stranger, server.address())).hasMessageContaining("authority");
      }
      await().until(() -> !lines.list.isEmpty());
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    assertThat(lines.list).hasSizeLessThanOrEqualTo((int) seconds + 1);
    assertThat(lines.list.get(0).getThrowableProxy()).isNull();
    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("TLS handshake failed source=127.0.0.1", "does not accept our certificate")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "160301", "1603010200", "16030102000100"})
  void aHandshakeThatDoesNotComeEndsTheConnectionInTime(String begun) throws Exception {
    try (Echo server = Echo.start(IMPATIENT, ours);
        RawHttp raw = new RawHttp(server.address())) {
      assertThat(raw.send(HexFormat.of().parseHex(begun)).isClosed()).isTrue();
    }
  }

  @Test
  void theHandshakeTakesOfTheFirstRequestsTime() throws Exception {
    try (Echo server = Echo.start(IMPATIENT, ours);
        SSLSocket socket = TestCertificates.connect(data, server.address());
        RawHttp raw = new RawHttp(socket)) {
      socket.startHandshake();
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void connectionsWithoutAHandshakeDoNotStopValidCalls() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours)) {
      for (int i = 0; i < 500; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port());
        idle.add(socket);
        socket.getOutputStream().write(HexFormat.of().parseHex(i % 2 == 0 ? "160301" : "16"));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(call(ours, server.address(), i)).isEqualTo(i);
      }
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void aRefusalInTheMiddleOfARequestArrives() throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours);
        RawHttp raw = new RawHttp(TestCertificates.connect(data, server.address()))) {
      raw.send(
          "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n" + "x".repeat(99));
      assertThat(raw.read().status()).isEqualTo(413);
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void aClientThatEndsItsSideStillGetsItsAnswer() throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours);
        RawHttp raw = new RawHttp(TestCertificates.connect(data, server.address()))) {
      raw.send(RawHttp.post(RawHttp.call("never")));
      await().until(() -> server.executed.get() == 1);
      raw.shutdownOutput();
      server.never.complete("late");
      assertThat(raw.read().body()).contains("late");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void closingLetsACallInProgressEndAndSaysGoodbye() throws Exception {
    Echo server = Echo.start(HttpLimits.DEFAULT, ours);
    try (RpcClient client = RpcClient.unsigned(ours);
        HandDrivenTls idle = new HandDrivenTls(data, server.address());
        Socket half = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      half.getOutputStream().write(0x16);
      CompletableFuture<Object> call = client.call(server.address(), "never", List.of(), Echo.SOON);
      await().until(() -> server.executed.get() == 1);
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(() -> server.server.close(Duration.ofSeconds(30)));
      assertThat(idle.hearsGoodbye()).as("close_notify before the end").isTrue();
      assertThat(closed).isNotDone();
      server.never.complete("done");
      assertThat(call.join()).isEqualTo("done");
      closed.join();
    }
  }

  @Test
  void anAbsoluteTargetMayBeHttps() throws Exception {
    try (Echo server = Echo.start(HttpLimits.DEFAULT, ours);
        RawHttp raw = new RawHttp(TestCertificates.connect(data, server.address()))) {
      String request = echo("x").replace("/RPC2", "https://localhost/RPC2");
      assertThat(raw.send(request).read().body()).contains(">x<");
    }
  }
}
