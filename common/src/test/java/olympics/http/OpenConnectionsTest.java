package olympics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import olympics.process.core.Address;
import olympics.tls.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whose connections a server keeps when all places are taken. */
class OpenConnectionsTest {
  private static final int PLACES = 4;
  private static final String GREEDY = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final ObedientEndpoint endpoint = new ObedientEndpoint();
  private final List<RawHttp> greedy = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    HttpLimits limits = HttpLimits.DEFAULT.withConnections(PLACES);
    Address any = new Address("127.0.0.1", 0);
    server =
        HttpServer.start(new HttpServer.Settings(any, limits, true, Links.PLAIN), loops, endpoint);
  }

  @AfterEach
  void stop() throws IOException {
    for (RawHttp raw : greedy) {
      raw.close();
    }
    server.close(Duration.ZERO);
    assertThat(server.openConnections()).isZero();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** One source takes all places, and sends this on each, one after the other. */
  private void takeAll(String sent) throws IOException {
    for (int i = 1; i <= PLACES; i++) {
      greedy.add(RawHttp.from(GREEDY, server.address()).send(sent));
      await().until(() -> server.openConnections() == greedy.size());
    }
  }

  private int askOn(RawHttp raw) throws IOException {
    return raw.send(RawHttp.post("x")).read().status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /RPC2 HT",
        "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx"
      })
  void anotherSourceIsServedInThePlaceOfTheOldestConnection(String sent) throws Exception {
    takeAll(sent);
    try (RawHttp other = RawHttp.from(OTHER, server.address())) {
      assertThat(askOn(other)).isEqualTo(200);
      assertThat(greedy.get(0).isClosed()).isTrue();
      for (RawHttp kept : greedy.subList(1, PLACES)) {
        assertThat(kept.isQuiet()).isTrue();
      }
    }
  }

  @Test
  void theConnectionThatRestedLongestGoesFirst() throws Exception {
    takeAll("");
    for (int i : List.of(2, 0, 3, 1)) {
      assertThat(askOn(greedy.get(i))).isEqualTo(200);
    }
    try (RawHttp one = RawHttp.from(OTHER, server.address());
        RawHttp two = RawHttp.from(OTHER, server.address())) {
      assertThat(askOn(one)).isEqualTo(200);
      assertThat(askOn(two)).isEqualTo(200);
      assertThat(greedy.get(2).isClosed()).isTrue();
      assertThat(greedy.get(0).isClosed()).isTrue();
      assertThat(askOn(greedy.get(3))).isEqualTo(200);
      assertThat(askOn(greedy.get(1))).isEqualTo(200);
    }
  }

  @Test
  void nobodyGetsMoreThanItsShareOfOthers() throws Exception {
    takeAll("");
    try (RawHttp one = RawHttp.from(OTHER, server.address());
        RawHttp two = RawHttp.from(OTHER, server.address());
        RawHttp three = RawHttp.from(OTHER, server.address());
        RawHttp again = RawHttp.from(GREEDY, server.address())) {
      List<Integer> answers = List.of(askOn(one), askOn(two), askOn(three), askOn(again));
      assertThat(answers).containsOnly(200, 503);
      assertThat(answers.stream().filter(status -> status == 200)).hasSize(2);
      assertThat(askOn(greedy.get(2))).isEqualTo(200);
      assertThat(askOn(greedy.get(3))).isEqualTo(200);
    }
  }

  @Test
  void whatIsAskedIsAnsweredFirst() throws Exception {
    takeAll("");
    for (int i : List.of(0, 1, 3)) {
      greedy.get(i).send(RawHttp.post("later"));
    }
    await().until(() -> endpoint.ran.size() == PLACES - 1);
    try (RawHttp one = RawHttp.from(OTHER, server.address());
        RawHttp two = RawHttp.from(OTHER, server.address())) {
      List<Integer> answers = List.of(askOn(one), askOn(two));
      assertThat(answers).as("only one connection was free to go").contains(200, 503);
      assertThat(greedy.get(2).isClosed()).isTrue();
      endpoint.ran.subList(0, PLACES - 1).forEach(ObedientEndpoint.Task::answer);
      for (int i : List.of(0, 1, 3)) {
        assertThat(greedy.get(i).read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aPlaceThatWasPassedOnIsFreeOnceItsNewHolderGoesAndTheLogStaysShort() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(OpenConnections.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    takeAll("");
    for (int round = 0; round < 3 * PLACES; round++) {
      try (RawHttp other = RawHttp.from(OTHER, server.address())) {
        assertThat(askOn(other)).isEqualTo(200);
      }
      await().until(() -> server.openConnections() < PLACES);
      RawHttp more = RawHttp.from(GREEDY, server.address());
      greedy.add(more);
      assertThat(askOn(more)).isEqualTo(200);
      assertThat(server.openConnections()).isEqualTo(PLACES);
    }
    logger.detachAppender(lines);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage()).contains("too many connections", "limit=4");
  }

  @Test
  void oneNetworkOfIpv6IsOneSource() throws Exception {
    assertThat(network("2001:db8::1")).isEqualTo(network("2001:db8:0:0:ffff::2"));
    assertThat(network("2001:db8::1")).isNotEqualTo(network("2001:db8:0:1::1"));
    assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
  }

  private static SourceNetwork network(String address) throws IOException {
    return SourceNetwork.of(InetAddress.getByName(address));
  }
}
