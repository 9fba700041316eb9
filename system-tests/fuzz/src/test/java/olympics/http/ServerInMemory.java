package olympics.http;

import static io.netty.buffer.Unpooled.EMPTY_BUFFER;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One connection of the server, as {@link HttpServer} makes it, without a network: takes whatever
 * comes in pieces of any size, and answers each request with an empty 200. Confined to one thread.
 */
final class ServerInMemory {
  /** The limits of the servers, but for bodies: small inputs are to reach it. */
  static final HttpLimits LIMITS = limits(1 << 10);

  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
  private final OpenConnections open = new OpenConnections(LIMITS);
  private final List<StrictHttp.Request> requests = new ArrayList<>();
  private final EmbeddedChannel channel;

  /**
   * What came of a stream.
   *
   * @param requests that were taken
   * @param answers all that was written
   * @param closed whether the server ended the connection
   * @param bufferedBytes that are still counted as held
   * @param leakedBytes that were not given back after the connection's end
   */
  record Outcome(
      List<StrictHttp.Request> requests,
      String answers,
      boolean closed,
      long bufferedBytes,
      long leakedBytes) {
    /** The same without a refusal's text: one of HEAD has none, if it was known for one in time. */
    Outcome withoutText() {
      int heads = answers.lastIndexOf("\r\n\r\n");
      String shown = heads < 0 ? answers : answers.substring(0, heads);
      return new Outcome(requests, shown, closed, bufferedBytes, leakedBytes);
    }
  }

  private ServerInMemory(Supplier<HttpRequestDecoder> decoder) {
    Place place = open.take(SourceNetwork.of(InetAddress.getLoopbackAddress())).orElseThrow();
    HttpConnection connection = new HttpConnection(new Recorder(), open, place);
    channel = new Connected(connection.arrivals(), decoder.get(), connection);
  }

  /** Sends a stream in pieces of a size, then ends the connection. */
  static Outcome receive(Supplier<HttpRequestDecoder> decoder, byte[] stream, int pieceBytes) {
    return new ServerInMemory(decoder).receive(stream, pieceBytes);
  }

  private Outcome receive(byte[] stream, int pieceBytes) {
    channel.config().setAllocator(memory);
    for (int at = 0; at < stream.length && channel.isOpen(); at += pieceBytes) {
      int bytes = Math.min(pieceBytes, stream.length - at);
      channel.writeInbound(memory.heapBuffer(bytes).writeBytes(stream, at, bytes));
    }
    boolean closed = !channel.isOpen();
    StringBuilder answers = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      answers.append(out.toString(StandardCharsets.ISO_8859_1));
      out.release();
    }
    boolean unused = channel.finishAndReleaseAll();
    return new Outcome(
        List.copyOf(requests),
        answers.toString(),
        closed,
        open.bufferedBytes(),
        memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory());
  }

  private static HttpLimits limits(int bodyBytes) {
    HttpLimits usual = HttpLimits.DEFAULT;
    return new HttpLimits(
        bodyBytes,
        usual.headerBytes(),
        usual.connections(),
        usual.pipelined(),
        usual.bufferedBytes(),
        usual.requestTime(),
        usual.idleTime());
  }

  /** Has an address, as a real connection does. */
  private static final class Connected extends EmbeddedChannel {
    Connected(ChannelHandler... handlers) {
      super(handlers);
    }

    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }
  }

  /** Notes what comes, and answers as soon as it is asked. */
  private final class Recorder implements HttpEndpoint {
    @Override
    public Optional<HttpAnswer> refuse(HttpRequest head) {
      return Optional.empty();
    }

    @Override
    public HttpTask receive(ReceivedRequest request, Answerer answerer) {
      requests.add(recorded(request.head(), request.body()));
      request.body().release();
      return new HttpTask() {
        @Override
        public boolean mayOverlap() {
          return false;
        }

        @Override
        public void run() {
          answerer.answer(new HttpAnswer(HttpResponseStatus.OK, "text/plain", EMPTY_BUFFER));
        }

        @Override
        public void cancel() {}
      };
    }

    private StrictHttp.Request recorded(HttpRequest head, ByteBuf body) {
      List<String> fields = new ArrayList<>();
      for (Map.Entry<String, String> field : head.headers()) {
        fields.add(field.getKey().toLowerCase(Locale.ROOT) + ": " + field.getValue());
      }
      return new StrictHttp.Request(
          head.method().name(),
          head.uri(),
          fields,
          new String(ByteBufUtil.getBytes(body), StandardCharsets.ISO_8859_1));
    }
  }
}
