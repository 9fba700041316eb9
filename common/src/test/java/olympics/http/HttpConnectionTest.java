package olympics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import olympics.process.core.Address;
import olympics.tls.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose endpoint does what the bodies of requests say. */
class HttpConnectionTest {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ObedientEndpoint endpoint = new ObedientEndpoint();
  private final List<ObedientEndpoint.Task> ran = endpoint.ran;
  private HttpServer server;

  private Address start(HttpLimits limits, boolean halfClose) throws IOException {
    Address any = new Address("127.0.0.1", 0);
    server =
        HttpServer.start(
            new HttpServer.Settings(any, limits, halfClose, Links.PLAIN), loops, endpoint);
    return server.address();
  }

  private Address start() throws IOException {
    return start(HttpLimits.DEFAULT, true);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close(Duration.ZERO);
      assertThat(server.openConnections()).isZero();
      assertThat(server.bufferedBytes()).isZero();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void answersFromOtherThreadsAreWrittenInTheOrderOfTheRequests() throws Exception {
    try (RawHttp raw = new RawHttp(start())) {
      for (int i = 0; i < 3; i++) {
        raw.send(RawHttp.post("read later " + i));
      }
      await().until(() -> ran.size() == 3);
      for (int i = 2; i >= 0; i--) {
        ran.get(i).answer();
      }
      for (int i = 0; i < 3; i++) {
        assertThat(raw.read().body()).isEqualTo("read later " + i + "\n");
      }
    }
  }

  /** Between an answer and its flush, in one iteration of the loop, the server begins to drain. */
  @Test
  void anAnswerThatIsNotFlushedYetOutlivesTheDrain() throws Exception {
    AtomicReference<HttpConnection> connection = new AtomicReference<>();
    Channel listening = serve(connection::set);
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    try (RawHttp raw = new RawHttp(new Address("127.0.0.1", port))) {
      raw.send(RawHttp.post("later, but just in time"));
      await().until(() -> ran.size() == 1);
      loops
          .next()
          .execute(
              () -> {
                ran.get(0).answer();
                connection.get().drain();
              });
      assertThat(raw.read().body()).isEqualTo("later, but just in time\n");
      assertThat(raw.isClosed()).isTrue();
    }
    assertThat(listening.close().awaitUninterruptibly().isSuccess()).isTrue();
  }

  /** Serves without a server, so that a test has its hand on the connection. */
  private Channel serve(Consumer<HttpConnection> opened) {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                OpenConnections open = new OpenConnections(HttpLimits.DEFAULT);
                Place place =
                    open.take(SourceNetwork.of(channel.remoteAddress().getAddress())).orElseThrow();
                HttpConnection connection = new HttpConnection(endpoint, open, place);
                int headerBytes = HttpLimits.DEFAULT.headerBytes();
                channel
                    .pipeline()
                    .addLast(
                        connection.arrivals(), new StrictRequestDecoder(headerBytes), connection);
                opened.accept(connection);
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .awaitUninterruptibly()
        .channel();
  }

  @Test
  void whatMayNotOverlapWaitsAndIsWaitedFor() throws Exception {
    try (RawHttp raw = new RawHttp(start())) {
      raw.send(RawHttp.post("read later 1") + RawHttp.post("write later"));
      raw.send(RawHttp.post("read later 2"));
      for (int i = 1; i <= 3; i++) {
        int expected = i;
        await().until(() -> ran.size() >= expected);
        assertThat(ran).hasSize(expected);
        ran.get(i - 1).answer();
      }
      assertThat(raw.read().body()).contains("read later 1");
      assertThat(raw.read().body()).contains("write later");
      assertThat(raw.read().body()).contains("read later 2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | HTTP/1.2 | Host: x",
        "505 | HTTP/2.0 | Host: x",
        "400 | HTTP/1.1 | A: b",
        "400 | HTTP/1.1 | Host: x\\nHost: y",
        "417 | HTTP/1.1 | Host: x\\nExpect: miracles",
        "501 | HTTP/1.1 | Host: x\\nTransfer-Encoding: gzip, chunked",
        "400 | HTTP/1.1 | Host: x\\nTransfer-Encoding: gzip",
        "400 | HTTP/1.0 | Transfer-Encoding: chunked",
      })
  void whatHttpForbidsIsRefusedBeforeTheEndpoint(int status, String version, String headers)
      throws Exception {
    String head = "POST /RPC2 " + version + "\r\n" + headers.replace("\\n", "\r\n") + "\r\n";
    String length = headers.contains("Transfer") ? "" : "Content-Length: 1\r\n";
    RawHttp.Answer answer = RawHttp.exchange(start(), head + length + "\r\nx");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("games-test", "yes");
    assertThat(ran).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void continueIsGivenOnceTheRequestBeforeIsAnswered() throws Exception {
    try (RawHttp raw = new RawHttp(start())) {
      raw.send(RawHttp.post("later"));
      raw.send(RawHttp.request("POST", "/RPC2", "Content-Length: 1", "Expect: 100-continue"));
      await().until(() -> ran.size() == 1);
      ran.get(0).answer();
      assertThat(raw.read().status()).isEqualTo(200);
      assertThat(raw.read().status()).isEqualTo(100);
      assertThat(raw.send("x").read().body()).isEqualTo("x\n");
    }
  }

  @Test
  void aRefusedClientThatAwaitsContinueMustNotSendItsBody() throws Exception {
    try (RawHttp raw = new RawHttp(start())) {
      raw.send(RawHttp.request("POST", "/no", "Content-Length: 1", "Expect: 100-continue"));
      RawHttp.Answer refusal = raw.read();
      assertThat(refusal.status()).isEqualTo(404);
      assertThat(refusal.headers()).containsEntry("connection", "close");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void anAnswerToHeadTellsTheLengthAndHasNoBody() throws Exception {
    try (RawHttp raw = new RawHttp(start())) {
      raw.send(RawHttp.request("HEAD", "/no", "Connection: close"));
      RawHttp.Answer answer = raw.read();
      assertThat(answer.headers()).containsEntry("content-length", "9");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void bodiesPastWhatMayBeHeldInAllAreRefused() throws Exception {
    Address address = start(HttpLimits.DEFAULT.withBufferedBytes(10), true);
    try (RawHttp held = new RawHttp(address)) {
      held.send(RawHttp.post("later"));
      await().until(() -> ran.size() == 1);
      assertThat(RawHttp.exchange(address, RawHttp.post("123456")).status()).isEqualTo(503);
      assertThat(RawHttp.exchange(address, RawHttp.post("12345")).status()).isEqualTo(200);
      ran.get(0).answer();
      assertThat(held.read().status()).isEqualTo(200);
      assertThat(RawHttp.exchange(address, RawHttp.post("123456")).status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatEndsItsSideIsTakenForGoneIfTheServerIsSetSo() throws Exception {
    try (RawHttp raw = new RawHttp(start(HttpLimits.DEFAULT, false))) {
      raw.send(RawHttp.post("read later 1") + RawHttp.post("write later"));
      await().until(() -> ran.size() == 1);
      raw.shutdownOutput();
      await().until(() -> endpoint.cancelled.get() == 2);
      // An answer that comes still goes nowhere.
      ran.get(0).answer();
      await().until(() -> server.openConnections() == 0);
      assertThat(ran).hasSize(1);
    }
  }

  @Test
  void aSlowHeadDoesNotCostTheRequestBeforeItsAnswer() throws Exception {
    Address address = start(HttpLimits.DEFAULT.withRequestTime(Duration.ofMillis(200)), true);
    try (RawHttp raw = new RawHttp(address)) {
      raw.send(RawHttp.post("later"));
      await().until(() -> ran.size() == 1);
      raw.send("POST /RPC2 HT");
      try (RawHttp slower = new RawHttp(address)) {
        // When this one is closed, the other's time is over, too.
        assertThat(slower.send("POST /RPC2 HT").isClosed()).isTrue();
      }
      ran.get(0).answer();
      assertThat(raw.read().headers()).containsEntry("connection", "close");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void connectionsPastTheLimitAreToldSoWhenTheyAsk() throws Exception {
    Address address = start(HttpLimits.DEFAULT.withConnections(1), true);
    try (RawHttp first = new RawHttp(address);
        RawHttp second = new RawHttp(address);
        RawHttp silent = new RawHttp(address)) {
      assertThat(first.send(RawHttp.post("1")).read().status()).isEqualTo(200);
      assertThat(second.send(RawHttp.post("2")).read().status()).isEqualTo(503);
      assertThat(second.isClosed()).isTrue();
      assertThat(silent.isClosed()).isTrue();
      assertThat(ran).hasSize(1);
    }
  }

  @Test
  void aSecondAnswerIsAMistake() throws Exception {
    try (RawHttp raw = new RawHttp(start())) {
      assertThat(raw.send(RawHttp.post("twice")).read().body()).isEqualTo("twice\n");
      assertThat(raw.send(RawHttp.post("next")).read().body()).isEqualTo("next\n");
      assertThat(endpoint.answeredTwice).hasValue(1);
    }
  }

  @Test
  void aTaskThatFailsEndsItsConnectionOnly() throws Exception {
    Address address = start();
    try (RawHttp raw = new RawHttp(address)) {
      assertThat(raw.send(RawHttp.post("fail")).isClosed()).isTrue();
    }
    assertThat(RawHttp.exchange(address, RawHttp.post("next")).status()).isEqualTo(200);
  }

  @Test
  void aHeaderCannotHoldALinesEnd() {
    assertThatThrownBy(
            () -> HttpAnswer.text(HttpResponseStatus.OK, Map.of("A", "b\r\nC: d"), "text"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
