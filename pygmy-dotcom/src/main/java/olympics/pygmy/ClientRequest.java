package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import olympics.pygmy.core.CallKind;

/**
 * One request of a client, from its head to its answer: received, then complete, then submitted,
 * then answered. Confined to the event loop.
 */
final class ClientRequest {
  private final Bytes body = new Bytes();
  private final boolean oldVersion;
  private final boolean isHead;
  private boolean owesContinue;
  private boolean last;
  private int size;
  private Exchange exchange;
  private boolean submitted;
  private Reply reply;

  /** A request whose head says this. */
  ClientRequest(HttpRequest head) {
    oldVersion = !head.protocolVersion().isKeepAliveDefault();
    isHead = head.method().equals(HttpMethod.HEAD);
    owesContinue = HttpUtil.is100ContinueExpected(head);
    last = !HttpUtil.isKeepAlive(head);
  }

  /** No request at all, only the answer that ends the connection. */
  ClientRequest() {
    oldVersion = false;
    isHead = false;
    last = true;
  }

  void add(ByteBuf part, ByteBufAllocator allocator) {
    size += part.readableBytes();
    body.add(part, allocator);
  }

  /** How many bytes of the body have come. */
  int size() {
    return size;
  }

  /** The same, and from now on 0: the body is held no longer. */
  int takeSize() {
    int taken = size;
    size = 0;
    return taken;
  }

  /** The body; the caller owns it now. */
  ByteBuf takeBody() {
    return body.take();
  }

  /** Whether the client waits to be told to send the body. */
  boolean owesContinue() {
    return owesContinue;
  }

  void toldToContinue() {
    owesContinue = false;
  }

  /** The connection ends with the answer to this request. */
  void endsConnection() {
    last = true;
  }

  boolean isLast() {
    return last;
  }

  /** All has come, and it is this call. */
  void complete(Exchange call) {
    exchange = call;
    owesContinue = false;
  }

  boolean isComplete() {
    return exchange != null;
  }

  boolean isSubmitted() {
    return submitted;
  }

  Exchange submit() {
    submitted = true;
    return exchange;
  }

  boolean isRead() {
    return exchange.kind() == CallKind.READ;
  }

  void answer(Reply answer) {
    reply = answer;
  }

  boolean isAnswered() {
    return reply != null;
  }

  /** The whole answer as bytes; the request holds nothing any more. */
  ByteBuf takeAnswer(ByteBufAllocator allocator) {
    String connection = last ? "close" : oldVersion ? "keep-alive" : "";
    Reply taken = reply;
    reply = null;
    return taken.bytes(allocator, connection, !isHead);
  }

  /** Releases all that it holds. */
  void discard() {
    body.discard();
    if (reply != null) {
      reply.body().release();
      reply = null;
    }
  }

  Exchange exchange() {
    return exchange;
  }
}
