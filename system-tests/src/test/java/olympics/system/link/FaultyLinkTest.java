package olympics.system.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.process.core.Address;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault does to an exchange what its name says, and is counted. */
class FaultyLinkTest {
  private static final String ANSWER = "menhir ".repeat(400);

  private final AtomicInteger executed = new AtomicInteger();
  private HttpServer server;
  private FaultyLink link;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          executed.incrementAndGet();
          byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    link = FaultyLink.to(new Address("localhost", server.getAddress().getPort()));
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.stop(0);
  }

  @Test
  void withoutAFaultEverythingPasses() throws Exception {
    assertThat(get(Duration.ofSeconds(5))).isEqualTo(ANSWER);
    assertThat(link.bites()).isZero();
  }

  @Test
  void aDelayIsAddedInEachDirection() throws Exception {
    link.set(new LinkFault.Delay(Duration.ofMillis(50)));
    long begin = System.nanoTime();
    assertThat(get(Duration.ofSeconds(5))).isEqualTo(ANSWER);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void aCutLinkExecutesNothing() {
    link.set(new LinkFault.Cut());
    assertThatThrownBy(() -> get(Duration.ofSeconds(5))).isInstanceOf(IOException.class);
    assertThat(executed).hasValue(0);
    assertThat(link.bites()).isPositive();
  }

  @Test
  void aSilentLinkAcceptsAndNeverAnswers() {
    link.set(new LinkFault.Silence());
    assertThatThrownBy(() -> get(Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);
    assertThat(executed).hasValue(0);
    assertThat(link.bites()).isPositive();
  }

  @Test
  void cutAfterTheRequestItWasExecutedAndNobodyHears() {
    link.set(new LinkFault.CutAfterRequest());
    assertThatThrownBy(() -> get(Duration.ofSeconds(5))).isInstanceOf(IOException.class);
    Awaitility.await().untilAsserted(() -> assertThat(executed.get()).isPositive());
    assertThat(link.bites()).isPositive();
  }

  @Test
  void cutInTheReplyOnlyAPartArrives() {
    link.set(new LinkFault.CutInReply());
    assertThatThrownBy(() -> get(Duration.ofSeconds(5))).isInstanceOf(IOException.class);
    assertThat(executed.get()).isPositive();
    assertThat(link.bites()).isPositive();
  }

  @Test
  void aSwallowedReplyLeavesTheCallerWaiting() {
    link.set(new LinkFault.SwallowReply());
    assertThatThrownBy(() -> get(Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);
    assertThat(executed).hasValue(1);
    assertThat(link.bites()).isPositive();
  }

  private String get(Duration timeout) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + link.address() + "/");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(timeout).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
