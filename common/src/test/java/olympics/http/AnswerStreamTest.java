package olympics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import olympics.process.core.Address;
import olympics.tls.Links;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
  private static final Duration SOON = Duration.ofMillis(300);

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<AnswerStream> opened = new LinkedBlockingQueue<>();
  private HttpServer server;

  /** Answers every request with a stream. */
  private final class Streaming implements HttpEndpoint, HttpTask {
    private Answerer answerer;

    @Override
    public Optional<HttpAnswer> refuse(HttpRequest head) {
      return Optional.empty();
    }

    @Override
    public HttpTask receive(ReceivedRequest request, Answerer to) {
      request.body().release();
      answerer = to;
      return this;
    }

    @Override
    public boolean mayOverlap() {
      return false;
    }

    @Override
    public void run() {
      answerer.stream(
          new HttpAnswer(HttpResponseStatus.OK, "text/plain", Unpooled.EMPTY_BUFFER), opened::add);
    }

    @Override
    public void cancel() {}
  }

  private RawHttp ask() throws Exception {
    server =
        HttpServer.start(
            new HttpServer.Settings(
                new Address("127.0.0.1", 0),
                HttpLimits.DEFAULT.withRequestTime(SOON),
                true,
                Links.PLAIN),
            loops,
            new Streaming());
    RawHttp raw = new RawHttp(server.address());
    raw.send(RawHttp.request("GET", "/", "A: b")).readHead();
    return raw;
  }

  @AfterEach
  void stop() {
    server.close(Duration.ZERO);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void partsComeAsChunksAndTheEndIsTold() throws Exception {
    try (RawHttp raw = ask()) {
      AnswerStream stream = opened.take();
      assertThat(stream.send("one".getBytes(StandardCharsets.US_ASCII))).isTrue();
      assertThat(stream.send("and two".getBytes(StandardCharsets.US_ASCII))).isTrue();
      stream.end();
      assertThat(raw.readChunk()).isEqualTo("one");
      assertThat(raw.readChunk()).isEqualTo("and two");
      assertThat(raw.readChunk()).isEmpty();
      assertThat(raw.isClosed()).isTrue();
      assertThat(stream.send("three".getBytes(StandardCharsets.US_ASCII))).isFalse();
      assertThatThrownBy(() -> stream.send(new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Less waits for it than the bound, but for too long. */
  @Test
  void aClientThatTakesNothingForTheTimeOfARequestIsCutOff() throws Exception {
    try (RawHttp raw = ask()) {
      AnswerStream stream = opened.take();
      byte[] part = new byte[AnswerStream.MAX_WAITING_BYTES / 8];
      while (stream.waitingBytes() < 2 * part.length) {
        assertThat(stream.send(part)).isTrue();
        // What the system's buffers take is taken.
        loops.submit(() -> {}).awaitUninterruptibly();
      }
      await().until(() -> server.openConnections() == 0);
      assertThat(stream.send(part)).isFalse();
      assertThat(raw).isNotNull();
    }
  }

  private static boolean awaited(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }

  @Test
  void manyTinyPartsAreBoundedToo() throws Exception {
    try (RawHttp raw = ask()) {
      AnswerStream stream = opened.take();
      byte[] part = {'x'};
      int sent = 0;
      // The event loop stands still, so that all of them wait.
      var standing = new CountDownLatch(1);
      var unused = loops.submit(() -> awaited(standing));
      while (stream.send(part)) {
        sent++;
      }
      standing.countDown();
      assertThat(sent).isLessThan(AnswerStream.MAX_WAITING_BYTES / 256);
      assertThat(raw.isClosed()).isTrue();
    }
  }
}
