package olympics.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a server: frames requests, has them answered, writes the answers in the order
 * of the requests. Confined to its event loop.
 *
 * <p>Requests that come pipelined run one after another, since POST promises nothing else; those
 * that {@link HttpEndpoint#mayOverlap} run side by side.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
  private static final int MAX_PIPELINED = 32;

  /** More is taken only when it has come: a length in a header costs its sender nothing. */
  private static final int FIRST_BUFFER = 4096;

  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final HttpEndpoint endpoint;
  private final HttpLimits limits;

  /** Complete requests that do not run yet, in order. */
  private final Deque<Exchange> received = new ArrayDeque<>();

  /** Requests that run or are answered, in order. */
  private final Deque<Exchange> running = new ArrayDeque<>();

  private ChannelHandlerContext ctx;
  private InetAddress source;
  private ScheduledFuture<?> watch;
  private Exchange receiving;
  private boolean inRead;
  private boolean pumping;
  private boolean draining;

  /** Nothing more is read as a request: the connection ends with what is queued. */
  private boolean deaf;

  private long bytesSince;
  private long activeAt = System.nanoTime();
  private long lingerUntil;
  private long stuckSince;

  HttpConnection(HttpEndpoint endpoint, HttpLimits limits) {
    this.endpoint = endpoint;
    this.limits = limits;
  }

  /** A request on its way to its answer. */
  private static final class Exchange {
    private final HttpRequest head;
    private final boolean overlaps;
    private final ByteBuf body;
    private HttpAnswer answer;
    private boolean last;

    Exchange(HttpRequest head, boolean overlaps, ByteBuf body) {
      this.head = head;
      this.overlaps = overlaps;
      this.body = body;
    }
  }

  /** Stands before the decoder and tells when bytes arrive. */
  ChannelInboundHandlerAdapter byteWatch() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        activeAt = System.nanoTime();
        if (bytesSince == 0) {
          bytesSince = activeAt;
        }
        context.fireChannelRead(bytes);
      }
    };
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ctx = context;
    source = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    long period =
        Math.max(10, Math.min(limits.requestTime().toMillis(), limits.idleTime().toMillis()) / 4);
    watch =
        context
            .executor()
            .scheduleWithFixedDelay(this::watch, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deaf = true;
    received.clear();
    running.clear();
    if (watch != null) {
      watch.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    inRead = true;
    try {
      if (deaf) {
        return;
      }
      if (message instanceof HttpRequest head) {
        begin(head);
      }
      if (message instanceof HttpContent content && receiving != null) {
        take(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    inRead = false;
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    stuckSince = context.channel().isWritable() ? 0 : System.nanoTime();
    pump();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      receiving = null;
      endAfterQueued();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection broke source={}", source, cause);
    } else {
      LOG.error("connection closed by an unexpected error source={}", source, cause);
    }
    context.close();
  }

  /** Answers what has come, then closes. */
  void drain() {
    draining = true;
    if (received.isEmpty() && running.isEmpty() && receiving == null) {
      ctx.close();
    }
  }

  private void begin(HttpRequest head) {
    DecoderResult result = head.decoderResult();
    if (result.isFailure()) {
      refuseAndEnd(head, malformed(result.cause()));
      return;
    }
    Optional<HttpAnswer> refusal = endpoint.refuse(head);
    long length = HttpUtil.getContentLength(head, 0L);
    if (length > limits.bodyBytes()) {
      refuseAndEnd(head, tooLarge());
      return;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      if (refusal.isPresent()) {
        refuseAndEnd(head, refusal.get());
        return;
      }
      if (received.isEmpty() && running.isEmpty()) {
        ctx.writeAndFlush(
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
      }
    }
    receiving =
        new Exchange(
            head,
            endpoint.mayOverlap(head),
            Unpooled.buffer((int) Math.min(length, FIRST_BUFFER), limits.bodyBytes()));
    receiving.answer = refusal.orElse(null);
    receiving.last = !HttpUtil.isKeepAlive(head);
  }

  private void take(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      refuseAndEnd(receiving.head, malformed(content.decoderResult().cause()));
      return;
    }
    if (content.content().readableBytes() > receiving.body.maxWritableBytes()) {
      refuseAndEnd(receiving.head, tooLarge());
      return;
    }
    receiving.body.writeBytes(content.content());
    if (content instanceof LastHttpContent) {
      bytesSince = 0;
      deaf = receiving.last;
      received.add(receiving);
      receiving = null;
      pump();
    }
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (dispatched() || written()) {
        // Each round moved one request on.
      }
    } finally {
      pumping = false;
    }
    if (!inRead) {
      ctx.flush();
    }
    ctx.channel()
        .config()
        .setAutoRead(
            received.size() + running.size() < MAX_PIPELINED && ctx.channel().isWritable());
  }

  private boolean dispatched() {
    Exchange next = received.peek();
    if (next == null || !ctx.channel().isWritable() || !mayRun(next)) {
      return false;
    }
    received.remove();
    running.add(next);
    if (next.answer == null) {
      byte[] body = new byte[next.body.readableBytes()];
      next.body.readBytes(body);
      endpoint
          .answer(next.head, body, source)
          .thenAccept(
              answer -> {
                if (ctx.executor().inEventLoop()) {
                  answered(next, answer);
                } else {
                  ctx.executor().execute(() -> answered(next, answer));
                }
              });
    }
    return true;
  }

  private boolean mayRun(Exchange next) {
    return running.stream()
        .allMatch(earlier -> earlier.answer != null || (earlier.overlaps && next.overlaps));
  }

  private void answered(Exchange exchange, HttpAnswer answer) {
    exchange.answer = answer;
    pump();
  }

  private boolean written() {
    Exchange first = running.peek();
    if (first == null || first.answer == null) {
      return false;
    }
    running.remove();
    boolean empty = running.isEmpty() && received.isEmpty() && receiving == null;
    boolean last = empty && (first.last || deaf || draining);
    boolean head = first.head.method().equals(HttpMethod.HEAD);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            first.answer.status(),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(first.answer.body()));
    endpoint.commonHeaders().forEach(response.headers()::set);
    first.answer.headers().forEach(response.headers()::set);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    if (last) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!first.head.protocolVersion().isKeepAliveDefault()) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    activeAt = System.nanoTime();
    if (last) {
      deaf = true;
      end(response, first.last && lingerUntil != 0);
    } else {
      ctx.write(response, ctx.voidPromise());
    }
    return true;
  }

  /**
   * Closes after the last answer. If the client may still be sending, its bytes are read and thrown
   * away for a while: closing at once would reset the connection and lose the answer.
   */
  private void end(FullHttpResponse response, boolean linger) {
    if (!linger) {
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    lingerUntil = System.nanoTime() + LINGER_NANOS;
    ctx.writeAndFlush(response)
        .addListener(
            sent -> {
              if (sent.isSuccess() && ctx.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              } else {
                ctx.close();
              }
            });
  }

  private void refuseAndEnd(HttpRequest head, HttpAnswer answer) {
    deaf = true;
    receiving = null;
    bytesSince = 0;
    lingerUntil = System.nanoTime() + LINGER_NANOS;
    Exchange refused = new Exchange(head, false, Unpooled.EMPTY_BUFFER);
    refused.answer = answer;
    refused.last = true;
    received.add(refused);
    pump();
  }

  private void endAfterQueued() {
    deaf = true;
    if (received.isEmpty() && running.isEmpty()) {
      ctx.close();
    }
  }

  private void watch() {
    long now = System.nanoTime();
    if (!ctx.channel().config().isAutoRead()) {
      // We made the client wait, not it us.
      bytesSince = bytesSince == 0 ? 0 : now;
    }
    boolean quiet = received.isEmpty() && running.isEmpty();
    if (stuckSince != 0 && now - stuckSince > limits.requestTime().toNanos()) {
      LOG.warn("connection closed: the client takes no answers source={}", source);
      ctx.close();
    } else if (lingerUntil != 0 && quiet && now - lingerUntil > 0) {
      ctx.close();
    } else if (!deaf && bytesSince != 0 && now - bytesSince > limits.requestTime().toNanos()) {
      LOG.info("request refused: too slow source={}", source);
      slow();
    } else if (quiet && receiving == null && now - activeAt > limits.idleTime().toNanos()) {
      ctx.close();
    }
  }

  private void slow() {
    if (receiving == null) {
      // Not even the headers came: there is nothing to answer.
      endAfterQueued();
      return;
    }
    refuseAndEnd(
        receiving.head,
        HttpAnswer.refusal(
            HttpResponseStatus.REQUEST_TIMEOUT,
            "the request took longer than " + limits.requestTime().toMillis() + " ms to arrive"));
  }

  private HttpAnswer tooLarge() {
    return HttpAnswer.refusal(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body is larger than " + limits.bodyBytes() + " bytes");
  }

  private static HttpAnswer malformed(Throwable cause) {
    if (cause instanceof TooLongHttpHeaderException) {
      return HttpAnswer.refusal(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
    }
    if (cause instanceof TooLongHttpLineException) {
      return HttpAnswer.refusal(
          HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
    }
    return HttpAnswer.refusal(HttpResponseStatus.BAD_REQUEST, "not a valid HTTP request");
  }
}
