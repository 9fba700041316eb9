package olympics.pygmy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * An answer on its way to a client, with none of a front-end's headers.
 *
 * @param status of HTTP
 * @param type the Content-Type
 * @param allow the value of the Allow header, or empty
 * @param body owned by the reply until it is written
 */
record Reply(HttpResponseStatus status, String type, String allow, ByteBuf body) {
  private static final String XML = "text/xml";
  private static final String TEXT = "text/plain; charset=utf-8";

  /** What a front-end or the balancer answered to a call. */
  static Reply toCall(int status, ByteBuf body) {
    HttpResponseStatus of = HttpResponseStatus.valueOf(status);
    return new Reply(of, of.equals(HttpResponseStatus.OK) ? XML : TEXT, "", body);
  }

  static Reply of(Refusal refusal) {
    byte[] text = (refusal.text() + "\n").getBytes(StandardCharsets.UTF_8);
    return new Reply(refusal.status(), TEXT, refusal.allow(), Unpooled.wrappedBuffer(text));
  }

  /**
   * The whole answer as bytes; they own the body.
   *
   * @param connection the value of the Connection header, or empty
   * @param withBody false for an answer to HEAD
   */
  ByteBuf bytes(ByteBufAllocator allocator, String connection, boolean withBody) {
    StringBuilder head = new StringBuilder(160);
    head.append("HTTP/1.1 ").append(status).append("\r\nContent-Type: ").append(type);
    if (!allow.isEmpty()) {
      head.append("\r\nAllow: ").append(allow);
    }
    if (!connection.isEmpty()) {
      head.append("\r\nConnection: ").append(connection);
    }
    head.append("\r\nContent-Length: ").append(body.readableBytes()).append("\r\n\r\n");
    ByteBuf headBytes = allocator.buffer(head.length());
    headBytes.writeCharSequence(head, StandardCharsets.US_ASCII);
    if (withBody) {
      return Unpooled.wrappedBuffer(headBytes, body);
    }
    body.release();
    return headBytes;
  }
}
