package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Puts the requests of one connection together and queues them, refused ones with their answer.
 * Confined to the event loop.
 */
final class RequestReader {
  private final HttpConnection connection;
  private final HttpEndpoint endpoint;
  private final OpenConnections open;
  private final RequestQueue queue;
  private final ConnectionTimes times;
  private final HttpLimits limits;

  /** The newest request of the queue, as long as it is coming in. */
  private PendingRequest receiving;

  private boolean ended;
  private boolean clientMayBeSending;

  RequestReader(
      HttpConnection connection,
      HttpEndpoint endpoint,
      OpenConnections open,
      RequestQueue queue,
      ConnectionTimes times) {
    this.connection = connection;
    this.endpoint = endpoint;
    this.open = open;
    this.queue = queue;
    this.times = times;
    this.limits = open.limits();
  }

  /** Nothing more is read as a request: the connection ends with what is queued. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether reading ended in the middle of what the client sends. */
  boolean clientMayBeSending() {
    return clientMayBeSending;
  }

  /** Whether a request's head has come, but not yet its end. */
  boolean isReceiving() {
    return receiving != null;
  }

  void end() {
    ended = true;
  }

  /** The client sends no more: what had come of a request is taken out of the queue again. */
  Optional<PendingRequest> endOfInput() {
    ended = true;
    if (receiving == null) {
      return Optional.empty();
    }
    receiving = null;
    return Optional.of(queue.removeNewest());
  }

  /** Takes the next message of the decoder, and ownership of it. */
  void read(Object message, ByteBufAllocator allocator) {
    if (ended) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest head) {
      begin(head);
    }
    if (message instanceof HttpContent content) {
      take(content, allocator);
    }
  }

  private void begin(HttpRequest head) {
    times.requestBegins(System.nanoTime());
    receiving = new PendingRequest(connection, head);
    queue.add(receiving);
    if (head.decoderResult().isFailure()) {
      refuseAndEnd(HttpRefusals.malformed(head.decoderResult().cause()));
    } else if (connection.place().isSurplus()) {
      refuseAndEnd(HttpRefusals.tooManyConnections());
    } else {
      HttpRefusals.ofHead(head).ifPresentOrElse(this::refuseAndEnd, () -> beginWellFormed(head));
    }
  }

  private void beginWellFormed(HttpRequest head) {
    if (HttpUtil.getContentLength(head, 0L) > limits.bodyBytes()) {
      refuseAndEnd(HttpRefusals.bodyTooLarge(limits.bodyBytes()));
      return;
    }
    Optional<HttpAnswer> refusal = endpoint.refuse(head);
    if (refusal.isPresent() && receiving.owesContinue()) {
      // It may send its body now or not: nobody knows where its next request begins.
      refuseAndEnd(refusal.get());
    } else {
      refusal.ifPresent(receiving::answeredWith);
    }
  }

  private void take(HttpContent content, ByteBufAllocator allocator) {
    if (ended) {
      content.release();
    } else if (content.decoderResult().isFailure()) {
      content.release();
      refuseAndEnd(HttpRefusals.malformed(content.decoderResult().cause()));
    } else if (receiving.came(content.content().readableBytes()) > limits.bodyBytes()) {
      content.release();
      refuseAndEnd(HttpRefusals.bodyTooLarge(limits.bodyBytes()));
    } else if (!kept(content.content(), allocator)) {
      refuseAndEnd(HttpRefusals.tooMuchBuffered());
    } else if (content instanceof LastHttpContent) {
      received();
    }
  }

  /** Keeps a part of the body if it is needed, and returns whether there is room for it. */
  private boolean kept(ByteBuf part, ByteBufAllocator allocator) {
    if (receiving.isAnswered()) {
      part.release();
      return true;
    }
    open.buffered(part.readableBytes());
    receiving.hold(part, allocator);
    return !open.isOverfull();
  }

  private void received() {
    PendingRequest request = receiving;
    receiving = null;
    times.requestEnds();
    ended = request.isLast();
    request.received();
    connection.place().asked();
    if (!request.isAnswered()) {
      request.willRun(
          endpoint.receive(
              new ReceivedRequest(request.head(), request.takeBody(), connection.source()),
              request));
    }
  }

  /** The client took too long to send the request that is coming in. */
  void tooSlow() {
    refuseAndEnd(HttpRefusals.tooSlow(limits.requestTime()));
  }

  private void refuseAndEnd(HttpAnswer refusal) {
    PendingRequest request = receiving;
    receiving = null;
    times.requestEnds();
    ended = true;
    clientMayBeSending = true;
    open.buffered(-request.takeHeldBytes());
    request.takeBody().release();
    request.received();
    request.answeredWith(refusal);
    request.endsConnection();
  }
}
