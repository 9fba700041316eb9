package olympics.pygmy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.pygmy.core.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pooled connection to a front-end. Requests are answered in the order in which they were sent:
 * the first in the queue gets the next answer. Confined to the event loop.
 */
final class BackEndConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(BackEndConnection.class);

  /** Hears how attempts end, each exactly once. */
  interface Listener {
    /** The front-end answered; the listener owns the answer. */
    void answered(Attempt attempt, Answer answer);

    /** No answer will come. */
    void failed(Attempt attempt, Outcome outcome);

    /** Something was written that has to be flushed at the end of this turn. */
    void toFlush(Channel channel);

    /** The connection takes no more requests. */
    void retired(BackEndConnection connection);
  }

  private final Listener listener;
  private final AnswerCollector collector;
  private final Deque<Attempt> sent = new ArrayDeque<>();
  private Channel channel;
  private boolean connected;
  private boolean hasServed;
  private boolean ended;

  BackEndConnection(int maxAnswerBytes, Listener listener) {
    this.collector = new AnswerCollector(maxAnswerBytes);
    this.listener = listener;
  }

  void connect(Outwards outwards, Address address, int maxHeaderBytes) {
    ChannelFuture connecting = outwards.connect(address, maxHeaderBytes, () -> this);
    channel = connecting.channel();
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            end(done.cause());
          } else if (ended) {
            Channels.close(channel);
          } else {
            connected = true;
            sent.forEach(this::write);
          }
        });
  }

  /** How many requests wait for their answers here. */
  int load() {
    return sent.size();
  }

  void send(Attempt attempt) {
    attempt.on(this);
    if (ended) {
      attempt.bytes().release();
      channel.eventLoop().execute(() -> listener.failed(attempt, Outcome.REFUSED));
      return;
    }
    sent.add(attempt);
    if (connected) {
      write(attempt);
    }
  }

  private void write(Attempt attempt) {
    channel
        .write(attempt.bytes())
        .addListener(
            done -> {
              if (done.isSuccess()) {
                attempt.written();
              } else {
                Channels.close(channel);
              }
            });
    listener.toFlush(channel);
  }

  /** Gives the connection up; what waits on it fails. */
  void close() {
    Channels.close(channel);
    end(null);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws ProtocolException {
    if (ended || !(message instanceof HttpObject part)) {
      ReferenceCountUtil.release(message);
      return;
    }
    Optional<Answer> complete = collector.add(part, ctx.alloc());
    if (complete.isEmpty()) {
      return;
    }
    Answer answer = complete.get();
    Attempt first = sent.poll();
    if (first == null) {
      answer.release();
      throw new ProtocolException("an answer that nobody asked for");
    }
    hasServed = true;
    boolean last =
        answer.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    listener.answered(first, answer);
    if (last) {
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof ProtocolException && !ended && !sent.isEmpty()) {
      LOG.warn("front-end gave no proper answer reason=\"{}\"", cause.getMessage());
      collector.discard();
      listener.failed(sent.remove(), Outcome.NO_ANSWER);
    }
    Channels.close(ctx.channel());
    end(cause);
  }

  private void end(Throwable cause) {
    if (ended) {
      return;
    }
    ended = true;
    LOG.debug("connection to a front-end ended waiting={} cause={}", sent.size(), cause);
    listener.retired(this);
    boolean began = collector.isStarted();
    collector.discard();
    for (Attempt attempt = sent.poll(); attempt != null; attempt = sent.poll()) {
      if (!connected) {
        attempt.bytes().release();
      }
      listener.failed(attempt, attempt.outcomeOfClose(connected, began, hasServed));
      began = false;
    }
  }
}
