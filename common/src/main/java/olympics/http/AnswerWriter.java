package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;

/**
 * Writes the answers of one connection, all that an iteration of the event loop brings in one
 * flush. Confined to the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
final class AnswerWriter {
  private static final ByteBuf CONTINUE =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

  private final ChannelHandlerContext ctx;
  private final Runnable flush = this::flush;
  private boolean reading;
  private boolean unflushed;

  AnswerWriter(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  /** Whether the client takes what is written. */
  boolean isWritable() {
    return ctx.channel().isWritable();
  }

  /** What is written from now on is flushed when the reading ends. */
  void readingBegins() {
    reading = true;
  }

  void readingEnds() {
    reading = false;
    flush();
  }

  /** Tells the client to send the body. */
  void writeContinue() {
    write(CONTINUE.duplicate());
  }

  /** Writes an answer, and owns it from now on. */
  void write(ByteBuf bytes) {
    ctx.write(bytes, ctx.voidPromise());
    if (!unflushed) {
      unflushed = true;
      if (!reading) {
        ctx.executor().execute(flush);
      }
    }
  }

  private void flush() {
    if (unflushed) {
      unflushed = false;
      ctx.flush();
    }
  }

  /** Closes once all that was written before has gone out; a plain close would throw it away. */
  void close() {
    writeLast(Unpooled.EMPTY_BUFFER);
  }

  /** Writes the last answer, then closes. */
  void writeLast(ByteBuf bytes) {
    unflushed = false;
    ctx.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * Writes the last answer and ends only our side. If the client is still sending, its bytes are to
   * be read and thrown away for a while: closing at once would reset the connection and lose the
   * answer (RFC 9112, 9.6).
   */
  void writeLastAndLinger(ByteBuf bytes) {
    unflushed = false;
    ChannelFuture written = ctx.writeAndFlush(bytes);
    written.addListener(
        done -> {
          if (done.isSuccess() && ctx.channel() instanceof DuplexChannel duplex) {
            endOutput(duplex);
          } else {
            ctx.channel().close();
          }
        });
  }

  private void endOutput(DuplexChannel duplex) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls == null) {
      duplex.shutdownOutput();
    } else {
      // Or else the client would have to take the end for a cut.
      tls.closeOutbound().addListener(told -> duplex.shutdownOutput());
    }
  }
}
