package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a server: has its requests answered, and the answers written in the order of
 * the requests. Confined to its event loop, but for {@link #answered}, {@link #close} and {@link
 * #closed}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final HttpEndpoint endpoint;
  private final OpenConnections open;
  private final Place place;
  private final RequestQueue queue = new RequestQueue();
  private final ConnectionTimes times;
  private final RequestReader reader;

  private ChannelHandlerContext ctx;
  private AnswerWriter writer;
  private InetAddress source;
  private boolean pumping;
  private boolean draining;
  private boolean shakingHands;

  /** Once the last answer comes part by part, what it is sent on. */
  private Optional<AnswerStream> stream = Optional.empty();

  /** A connection; a surplus one is only told that there are too many. */
  HttpConnection(HttpEndpoint endpoint, OpenConnections open, Place place) {
    this.endpoint = endpoint;
    this.open = open;
    this.place = place;
    Duration idle = place.isSurplus() ? ConnectionTimes.LINGER : open.limits().idleTime();
    this.times = new ConnectionTimes(open.limits().requestTime(), idle, System.nanoTime());
    this.reader = new RequestReader(this, endpoint, open, queue, times);
  }

  Place place() {
    return place;
  }

  /** Where the client is. */
  InetAddress source() {
    return source;
  }

  EventExecutor executor() {
    return ctx.executor();
  }

  ChannelFuture closed() {
    return ctx.channel().closeFuture();
  }

  /** Ends the connection, whatever is in progress. */
  ChannelFuture close() {
    return ctx.channel().close();
  }

  /**
   * A TLS handshake must come first. It takes of the first request's time, which begins now: who
   * connects has something to ask.
   */
  void awaitHandshake() {
    shakingHands = true;
    times.requestBegins(System.nanoTime());
  }

  void handshakeEnded() {
    shakingHands = false;
  }

  /** Refuses whatever the client may send, in plain text. */
  void refuse(HttpAnswer refusal) {
    LOG.debug("client refused: TLS on a plain port, or the other way round source={}", source);
    shakingHands = false;
    times.requestEnds();
    times.lingers(System.nanoTime());
    reader.end();
    writer.writeLastAndLinger(
        refusal.bytes(ctx.alloc(), endpoint.commonHeaders(), "close", /* withBody= */ true));
  }

  /** Answers what has come, then closes. */
  void drain() {
    draining = true;
    if (queue.isEmpty()) {
      endOutput();
    }
  }

  /** Reads no more: answers what has come whole, then closes. */
  void endInput() {
    reader.endOfInput().ifPresent(this::drop);
    endAfterQueued();
  }

  /** Ends once all answers are written; during a handshake there are none. */
  private void endOutput() {
    if (shakingHands) {
      close();
    } else if (stream.isPresent()) {
      stream.get().end();
    } else {
      writer.close();
    }
  }

  /** Stands before the decoder, and notes when bytes come. */
  ChannelInboundHandlerAdapter arrivals() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        times.bytesCame(System.nanoTime());
        context.fireChannelRead(bytes);
      }
    };
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ctx = context;
    writer = new AnswerWriter(context);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (context.channel().remoteAddress() instanceof InetSocketAddress remote) {
      source = remote.getAddress();
    } else {
      // It is gone already.
      close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reader.end();
    queue.drainTo(this::drop);
  }

  private void drop(PendingRequest request) {
    open.buffered(-request.takeHeldBytes());
    request.drop();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    writer.readingBegins();
    reader.read(message, context.alloc());
    pump();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    writer.readingEnds();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    times.takesAnswers(context.channel().isWritable(), System.nanoTime());
    pump();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      endInput();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection broke source={}", source, cause);
    } else {
      LOG.error("connection closed by an unexpected error source={}", source, cause);
    }
    close();
  }

  private void endAfterQueued() {
    reader.end();
    if (queue.isEmpty()) {
      endOutput();
    }
  }

  /** Takes the answer to one of the requests, and ownership of it. Thread-safe. */
  void answered(PendingRequest request, HttpAnswer answer) {
    if (executor().inEventLoop()) {
      answeredOnLoop(request, answer);
      return;
    }
    try {
      executor().execute(() -> answeredOnLoop(request, answer));
    } catch (RejectedExecutionException e) {
      LOG.debug("an answer comes after the server was stopped", e);
      answer.release();
    }
  }

  private void answeredOnLoop(PendingRequest request, HttpAnswer answer) {
    if (request.isDropped()) {
      answer.release();
      return;
    }
    if (!request.isRunning() || request.wasAnswered()) {
      answer.release();
      throw new IllegalStateException("a request is answered twice, or before it was run");
    }
    open.buffered(-request.takeHeldBytes());
    request.answeredWith(answer);
    pump();
  }

  /** Moves every request on as far as it can go now. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (ran() || wrote()) {
        // Each round moved one request on.
      }
      tellToContinue();
    } catch (RuntimeException e) {
      exceptionCaught(ctx, e);
    } finally {
      pumping = false;
    }
    boolean room = queue.size() < open.limits().pipelined() && writer.isWritable();
    ctx.channel().config().setAutoRead(room || reader.hasEnded());
  }

  private void tellToContinue() {
    queue
        .nextToContinue()
        .ifPresent(
            request -> {
              request.toldToContinue();
              writer.writeContinue();
            });
  }

  private boolean ran() {
    if (!writer.isWritable()) {
      return false;
    }
    Optional<PendingRequest> next = queue.nextToRun();
    next.ifPresent(PendingRequest::run);
    return next.isPresent();
  }

  private boolean wrote() {
    Optional<PendingRequest> answered = queue.takeAnswered();
    answered.ifPresent(this::write);
    if (answered.isPresent() && !queue.awaitsAnswer()) {
      place.rests(System.nanoTime());
    }
    return answered.isPresent();
  }

  private void write(PendingRequest request) {
    if (queue.isEmpty() && (reader.hasEnded() || draining)) {
      request.endsConnection();
    }
    ByteBuf bytes = request.takeAnswer(ctx.alloc(), endpoint.commonHeaders());
    long now = System.nanoTime();
    times.answerWritten(now);
    if (request.isStreamed()) {
      beginStream(request, bytes);
      return;
    }
    if (!request.isLast()) {
      writer.write(bytes);
      return;
    }
    reader.end();
    if (reader.clientMayBeSending()) {
      times.lingers(now);
      writer.writeLastAndLinger(bytes);
    } else {
      writer.writeLast(bytes);
    }
  }

  /** Whatever else was asked on this connection gets no answer: the stream has no end yet. */
  private void beginStream(PendingRequest request, ByteBuf head) {
    reader.end();
    queue.drainTo(this::drop);
    if (request.wantsHeadOnly()) {
      writer.writeLast(head);
      return;
    }
    writer.write(head);
    AnswerStream opened = new AnswerStream(ctx);
    stream = Optional.of(opened);
    request.open(opened);
    if (draining) {
      opened.end();
    }
  }

  /** Ends what takes too long: slow senders, clients that take no answers, idle connections. */
  void watch(long now) {
    if (!ctx.channel().config().isAutoRead()) {
      times.weDoNotRead(now);
    }
    // A stream may be silent as long as it likes, but not while its client takes nothing.
    boolean quiet = queue.isEmpty() && stream.isEmpty();
    switch (times.overdue(!reader.hasEnded(), quiet, now)) {
      case NOTHING -> {}
      case IDLE, ENDING -> close();
      case TAKING_ANSWERS -> {
        LOG.debug("connection closed: the client takes no answers source={}", source);
        close();
      }
      case REQUEST -> tooSlow();
    }
  }

  private void tooSlow() {
    LOG.debug("request refused: too slow source={}", source);
    if (reader.isReceiving()) {
      reader.tooSlow();
      pump();
    } else {
      // Not even the headers came: there is no request to answer.
      endAfterQueued();
    }
  }
}
