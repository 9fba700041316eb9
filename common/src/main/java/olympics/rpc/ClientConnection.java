package olympics.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** A client's connection: one request at a time. Confined to its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final int MAX_BODY_BYTES = 8 << 20;

  private final ConnectionPool pool;
  private final ConnectionPool.Host host;
  private ChannelHandlerContext ctx;
  private OutgoingRequest current;
  private HttpResponse head;
  private ByteBuf body;
  private long idleSince;

  ClientConnection(ConnectionPool pool, ConnectionPool.Host host) {
    this.pool = pool;
    this.host = host;
  }

  ConnectionPool.Host host() {
    return host;
  }

  boolean isOpen() {
    return ctx.channel().isActive();
  }

  long idleSince() {
    return idleSince;
  }

  void idleFrom(long now) {
    idleSince = now;
  }

  void close() {
    ctx.close();
  }

  void send(OutgoingRequest request) {
    current = request;
    ctx.writeAndFlush(request.sentOver(this))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                request.fail("the connection broke while sending: " + sent.cause().getMessage());
              }
            });
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpResponse response) {
        begin(response);
      }
      if (message instanceof HttpContent content && head != null) {
        take(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(
        head == null
            ? "the connection was closed before an answer came; it may have been executed"
            : "the connection was closed in the middle of the answer");
    pool.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail("the connection broke: " + cause.getMessage());
    context.close();
  }

  private void begin(HttpResponse response) {
    if (current == null || response.decoderResult().isFailure()) {
      fail("what came back is not HTTP, or was cut off");
      return;
    }
    if (response.headers().contains(HttpHeaderNames.CONTENT_ENCODING)
        && !response
            .headers()
            .containsValue(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
      fail("the answer is compressed, which was not asked for");
      return;
    }
    if (HttpUtil.getContentLength(response, 0L) > MAX_BODY_BYTES) {
      fail("the answer is larger than " + MAX_BODY_BYTES + " bytes");
      return;
    }
    head = response;
    body = Unpooled.buffer(1024, MAX_BODY_BYTES);
  }

  private void take(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      fail("what came back is not HTTP, or was cut off");
      return;
    }
    if (content.content().readableBytes() > body.maxWritableBytes()) {
      fail("the answer is larger than " + MAX_BODY_BYTES + " bytes");
      return;
    }
    body.writeBytes(content.content());
    if (content instanceof LastHttpContent) {
      if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        // Not the answer yet.
        head = null;
        return;
      }
      finish();
    }
  }

  private void finish() {
    byte[] bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    HttpReply reply = new HttpReply(head.status().code(), head.headers(), bytes);
    boolean reusable = HttpUtil.isKeepAlive(head);
    OutgoingRequest answered = current;
    current = null;
    head = null;
    body = null;
    if (reusable) {
      pool.free(this);
    } else {
      ctx.close();
    }
    answered.reply().complete(reply);
  }

  private void fail(String what) {
    OutgoingRequest failed = current;
    current = null;
    head = null;
    if (failed != null) {
      failed.fail(what);
    }
    ctx.close();
  }
}
