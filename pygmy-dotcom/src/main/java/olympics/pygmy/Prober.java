package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import olympics.process.core.Address;
import olympics.wire.Methods;

/**
 * Asks one front-end whether it lives, on a connection of its own: {@code get_id}, in bytes that
 * are made once. One question at a time. Confined to the event loop.
 */
final class Prober {
  private static final int MAX_ANSWER_BYTES = 64 << 10;
  private static final int MAX_HEADER_BYTES = 16 << 10;

  /** Hears how each question ended, exactly once, unless it was given up. */
  interface Listener {
    /** Somebody answered; the listener owns the answer. */
    void answered(Answer answer);

    /** Nobody is there, for this reason. */
    void refused(String reason);
  }

  private final Outwards outwards;
  private final Address address;
  private final Listener listener;
  private final ByteBuf question;
  private Channel channel;
  private boolean waiting;
  private boolean connectionHasServed;

  Prober(Outwards outwards, Address address, byte[] body, Listener listener) {
    this.address = address;
    this.listener = listener;
    this.question = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(head(address, body), body));
    this.outwards = outwards;
  }

  /** The method that probes call. */
  static String method() {
    return Methods.GET_ID;
  }

  private static byte[] head(Address address, byte[] body) {
    String head =
        "POST /RPC2 HTTP/1.1\r\nHost: "
            + address
            + "\r\nContent-Type: text/xml\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  /** Asks; the previous question must have ended. */
  void ask() {
    waiting = true;
    if (channel != null && channel.isActive()) {
      send();
    } else {
      connect();
    }
  }

  /** Forgets the question, and the connection on which it was asked. */
  void giveUp() {
    waiting = false;
    drop();
  }

  private void connect() {
    connectionHasServed = false;
    ChannelFuture connecting = outwards.connect(address, MAX_HEADER_BYTES, Reader::new);
    channel = connecting.channel();
    connecting.addListener(
        done -> {
          if (connecting.channel() != channel || !waiting) {
            Channels.close(connecting.channel());
          } else if (done.isSuccess()) {
            send();
          } else {
            refused(reason(done.cause()));
          }
        });
  }

  private void send() {
    var unused = channel.writeAndFlush(question.duplicate(), channel.voidPromise());
  }

  private void drop() {
    Channel dropped = channel;
    channel = null;
    if (dropped != null) {
      Channels.close(dropped);
    }
  }

  private void refused(String reason) {
    waiting = false;
    drop();
    listener.refused(reason);
  }

  private void ended(Channel closed, String reason) {
    if (closed != channel) {
      return;
    }
    if (!waiting) {
      channel = null;
    } else if (connectionHasServed) {
      // It was closed while it was idle, perhaps by a front-end that went away and came back.
      connect();
    } else {
      refused(reason);
    }
  }

  /** Why a connection could not be made, in words. */
  static String reason(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof ConnectException && message.contains("refused")) {
      return "connection refused";
    }
    return olympics.games.core.Names.quotable(message);
  }

  private final class Reader extends ChannelInboundHandlerAdapter {
    private final AnswerCollector collector = new AnswerCollector(MAX_ANSWER_BYTES);

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
      if (!(message instanceof HttpObject part)) {
        ReferenceCountUtil.release(message);
        return;
      }
      var complete = collector.add(part, ctx.alloc());
      if (complete.isPresent()) {
        received(ctx.channel(), complete.get());
      }
    }

    private void received(Channel from, Answer answer) {
      if (from != channel || !waiting) {
        answer.release();
        Channels.close(from);
        return;
      }
      waiting = false;
      connectionHasServed = true;
      if (answer
          .headers()
          .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
        drop();
      }
      listener.answered(answer);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      collector.discard();
      ended(ctx.channel(), "connection closed without an answer");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      Channels.close(ctx.channel());
      ended(ctx.channel(), reason(cause));
    }
  }
}
