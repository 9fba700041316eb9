package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: puts its requests together, has them answered, and writes the answers in
 * the order of the requests. Confined to the event loop.
 *
 * <p>Pipelined reads run side by side; anything else waits for what came before it, and is waited
 * for, as if there were no pipelining.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final ByteBuf CONTINUE =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

  private final ClientPort port;
  private final Deque<ClientRequest> requests = new ArrayDeque<>();
  private ChannelHandlerContext ctx;
  private InetAddress source;
  private ClientRequest receiving;
  private boolean deaf;
  private boolean draining;
  private boolean pumping;

  /** The client may still be sending when the last answer is written. */
  private boolean lingers;

  private long receivingSince;
  private long activeAt = System.nanoTime();
  private long stuckSince;
  private long lingerSince;

  ClientConnection(ClientPort port) {
    this.port = port;
  }

  /** Stands before the decoder, and notes when bytes come. */
  ChannelInboundHandlerAdapter arrivals() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        activeAt = System.nanoTime();
        if (receivingSince == 0) {
          receivingSince = activeAt;
        }
        context.fireChannelRead(bytes);
      }
    };
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ctx = context;
    source = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    if (!port.opened(this)) {
      receiving = new ClientRequest();
      requests.add(receiving);
      refuse(Refusal.tooManyConnections());
      pump();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deaf = true;
    port.closed(this);
    requests.forEach(this::drop);
    requests.clear();
    receiving = null;
  }

  private void drop(ClientRequest request) {
    if (request.isComplete()) {
      port.balancer().cancel(request.exchange());
    }
    forget(request);
  }

  /** The request's body is held no longer. */
  private void forget(ClientRequest request) {
    port.buffered(-request.takeSize());
    request.discard();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (deaf) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest head) {
      begin(head);
    }
    if (message instanceof HttpContent content) {
      take(content);
    }
    pump();
  }

  private void begin(HttpRequest head) {
    receiving = new ClientRequest(head);
    requests.add(receiving);
    if (head.decoderResult().isFailure()) {
      refuse(Refusal.ofMalformed(head.decoderResult().cause()));
      return;
    }
    Refusal.ofHead(head, port.limits().bodyBytes())
        .ifPresent(
            refusal -> {
              // A client that waits to be told to go on may send its body or not: nobody knows
              // where its next request begins. And what is too large is not read to its end.
              if (receiving.owesContinue() || refusal.isForSize()) {
                refuse(refusal);
              } else {
                receiving.answer(Reply.of(refusal));
              }
            });
  }

  private void take(HttpContent content) {
    if (deaf || content.decoderResult().isFailure()) {
      content.release();
      if (!deaf) {
        refuse(Refusal.ofMalformed(content.decoderResult().cause()));
      }
      return;
    }
    if (receiving.isAnswered()) {
      content.release();
    } else {
      port.buffered(content.content().readableBytes());
      receiving.add(content.content(), ctx.alloc());
      if (receiving.size() > port.limits().bodyBytes()) {
        refuse(Refusal.bodyTooLarge(port.limits().bodyBytes()));
        return;
      }
      if (port.isOverfull()) {
        refuse(Refusal.tooMuchBuffered());
        return;
      }
    }
    if (content instanceof LastHttpContent) {
      received();
    }
  }

  private void received() {
    ClientRequest request = receiving;
    receiving = null;
    receivingSince = 0;
    deaf = request.isLast();
    if (!request.isAnswered()) {
      request.complete(
          port.calls()
              .read(
                  request.takeBody(),
                  source,
                  (status, answer) -> answered(request, Reply.toCall(status, answer))));
    }
  }

  /** Answers what is being received with a refusal, and reads no further. */
  private void refuse(Refusal refusal) {
    ClientRequest request = receiving;
    forget(request);
    request.answer(Reply.of(refusal));
    request.endsConnection();
    receiving = null;
    receivingSince = 0;
    deaf = true;
    lingers = true;
  }

  private void answered(ClientRequest request, Reply reply) {
    port.buffered(-request.takeSize());
    request.answer(reply);
    pump();
  }

  /** Moves every request on as far as it can go now. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      dispatch();
      write();
    } finally {
      pumping = false;
    }
    boolean room = requests.size() < port.limits().pipelined() && ctx.channel().isWritable();
    ctx.channel().config().setAutoRead(room || lingers);
  }

  private void dispatch() {
    boolean nothingBefore = true;
    boolean onlyReadsBefore = true;
    for (ClientRequest request : requests) {
      if (request.isAnswered()) {
        continue;
      }
      if (!request.isComplete()) {
        if (nothingBefore && request.owesContinue()) {
          request.toldToContinue();
          var unused = ctx.writeAndFlush(CONTINUE.duplicate());
        }
        return;
      }
      onlyReadsBefore &= request.isRead();
      if (!nothingBefore && !onlyReadsBefore) {
        return;
      }
      if (!request.isSubmitted()) {
        port.balancer().submit(request.submit());
      }
      nothingBefore &= request.isAnswered();
    }
  }

  private void write() {
    while (!requests.isEmpty() && requests.element().isAnswered()) {
      ClientRequest request = requests.element();
      boolean refusedWhileReceiving = request == receiving;
      if (refusedWhileReceiving) {
        // Its body is still coming; the answer waits for it, so that the next request is found.
        return;
      }
      requests.remove();
      if (draining && requests.isEmpty() && receiving == null) {
        request.endsConnection();
      }
      ByteBuf bytes = request.takeAnswer(ctx.alloc());
      activeAt = System.nanoTime();
      if (request.isLast()) {
        deaf = true;
        end(bytes);
      } else {
        var unused = ctx.write(bytes, ctx.voidPromise());
        port.balancer().toFlush(ctx.channel());
      }
    }
  }

  /**
   * Closes after the last answer. If the client may still be sending, its bytes are read and thrown
   * away for a while: closing at once would reset the connection and lose the answer.
   */
  private void end(ByteBuf lastAnswer) {
    if (!lingers) {
      ctx.writeAndFlush(lastAnswer).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    lingerSince = System.nanoTime();
    ctx.writeAndFlush(lastAnswer)
        .addListener(
            sent -> {
              if (sent.isSuccess() && ctx.channel() instanceof DuplexChannel duplex) {
                var unused = duplex.shutdownOutput();
              } else {
                Channels.close(ctx.channel());
              }
            });
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    stuckSince = context.channel().isWritable() ? 0 : System.nanoTime();
    pump();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a client's connection broke source={}", source, cause);
    } else {
      LOG.error("a client's connection is closed by an unexpected error", cause);
    }
    Channels.close(context.channel());
  }

  /** Answers what has come, then closes. */
  void drain() {
    draining = true;
    if (requests.isEmpty()) {
      Channels.close(ctx.channel());
    }
  }

  void close() {
    Channels.close(ctx.channel());
  }

  /** Ends what takes too long: slow senders, clients that take no answers, idle connections. */
  void watch() {
    long now = System.nanoTime();
    long receiveNanos = port.limits().receiveWithin().toNanos();
    if (receivingSince != 0 && !ctx.channel().config().isAutoRead()) {
      // It is we who make this client wait.
      receivingSince = now;
    }
    if (stuckSince != 0 && now - stuckSince > receiveNanos) {
      LOG.debug("a client takes no answers, its connection is closed source={}", source);
      Channels.close(ctx.channel());
    } else if (lingerSince != 0 && now - lingerSince > LINGER_NANOS) {
      Channels.close(ctx.channel());
    } else if (!deaf && receivingSince != 0 && now - receivingSince > receiveNanos) {
      tooSlow();
    } else if (requests.isEmpty() && now - activeAt > port.limits().idleWithin().toNanos()) {
      Channels.close(ctx.channel());
    }
  }

  private void tooSlow() {
    if (receiving == null) {
      // Not even a head has come: there is no request to answer.
      Channels.close(ctx.channel());
    } else {
      refuse(Refusal.tooSlow());
      pump();
    }
  }
}
