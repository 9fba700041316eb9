package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The body of an answer that is sent part by part, each as one chunk (RFC 9112, 7.1); the
 * connection ends with it. What waits for a client is bounded: one that does not keep up loses its
 * connection. Thread-safe; nothing here blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
public final class AnswerStream {
  /** So much may wait for one client, a whole page of state included. */
  static final int MAX_WAITING_BYTES = 1 << 20;

  /** What a part costs beside its bytes, roughly, so that tiny parts are bounded, too. */
  private static final int PART_COST_BYTES = 256;

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ChannelHandlerContext ctx;
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private volatile boolean ended;
  private volatile Future<?> keepAlive;

  AnswerStream(ChannelHandlerContext ctx) {
    this.ctx = ctx;
    ctx.channel().closeFuture().addListener(closed -> stopped());
  }

  /**
   * Sends a part, or ends the connection if too much waits for the client already.
   *
   * @param part not empty, not changed afterwards; may be shared by many streams
   * @return false if it was not taken, since the stream has ended
   * @throws IllegalArgumentException if the part is empty: it would end the body
   */
  public boolean send(byte[] part) {
    if (part.length == 0) {
      throw new IllegalArgumentException("an empty part of a body would end it");
    }
    if (ended) {
      return false;
    }
    int cost = part.length + PART_COST_BYTES;
    if (waitingBytes.addAndGet(cost) > MAX_WAITING_BYTES) {
      ended = true;
      ctx.close();
      return false;
    }
    onLoop(() -> write(part, cost));
    return true;
  }

  private void write(byte[] part, int cost) {
    if (ended) {
      return;
    }
    byte[] size = (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuf chunk = Unpooled.wrappedBuffer(size, part, LINE_END);
    ctx.writeAndFlush(chunk).addListener(done -> waitingBytes.addAndGet(-cost));
  }

  /**
   * Sends a part again and again until the stream ends, so that a client that is gone is noticed.
   */
  public void keepAlive(Duration every, byte[] part) {
    long nanos = every.toNanos();
    onLoop(
        () -> {
          if (!ended && keepAlive == null) {
            keepAlive =
                ctx.executor()
                    .scheduleAtFixedRate(() -> send(part), nanos, nanos, TimeUnit.NANOSECONDS);
          }
        });
  }

  /** Ends the body after what was sent, and then the connection. */
  public void end() {
    onLoop(
        () -> {
          if (!ended) {
            stopped();
            ctx.writeAndFlush(Unpooled.wrappedBuffer(LAST_CHUNK))
                .addListener(ChannelFutureListener.CLOSE);
          }
        });
  }

  /** Has this run once the connection is gone, for whatever reason; at once if it is already. */
  public void whenClosed(Runnable then) {
    ctx.channel().closeFuture().addListener(closed -> then.run());
  }

  /** How many bytes wait for the client, roughly. */
  int waitingBytes() {
    return waitingBytes.get();
  }

  private void stopped() {
    ended = true;
    if (keepAlive != null) {
      keepAlive.cancel(false);
    }
  }

  private void onLoop(Runnable task) {
    if (ctx.executor().inEventLoop()) {
      task.run();
      return;
    }
    try {
      ctx.executor().execute(task);
    } catch (RejectedExecutionException e) {
      // The server was stopped, and its connections with it.
      ended = true;
    }
  }
}
