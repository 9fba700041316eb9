package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One answer, before it is written.
 *
 * @param status the status
 * @param contentType what the body is
 * @param headers others but Content-Length and Connection, which the connection adds
 * @param body owned by whoever holds the answer
 */
public record HttpAnswer(
    HttpResponseStatus status, String contentType, Map<String, String> headers, ByteBuf body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  /** A header that holds a line's end would begin another one: it is a mistake of ours. */
  public HttpAnswer {
    for (String value : headers.values()) {
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a header with a line's end: \"" + value + '"');
      }
    }
  }

  /** An answer without further headers. */
  public HttpAnswer(HttpResponseStatus status, String contentType, ByteBuf body) {
    this(status, contentType, Map.of(), body);
  }

  /** A line of text for people. */
  public static HttpAnswer text(HttpResponseStatus status, String text) {
    return text(status, Map.of(), text);
  }

  /** A line of text for people, with further headers. */
  public static HttpAnswer text(
      HttpResponseStatus status, Map<String, String> headers, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(status, TEXT, headers, Unpooled.wrappedBuffer(bytes));
  }

  /** An answer in plain text that somebody else made. */
  public static HttpAnswer text(HttpResponseStatus status, ByteBuf text) {
    return new HttpAnswer(status, TEXT, text);
  }

  void release() {
    body.release();
  }

  /**
   * The whole answer as bytes; they own the body.
   *
   * @param common headers, unless the answer has them
   * @param connection the value of the Connection header, or empty
   * @param withBody false for an answer to HEAD, which tells the length all the same
   */
  ByteBuf bytes(
      ByteBufAllocator allocator, Map<String, String> common, String connection, boolean withBody) {
    StringBuilder head = head(common, connection);
    head.append("Content-Length: ").append(body.readableBytes()).append("\r\n\r\n");
    ByteBuf headBytes = encoded(head, allocator);
    if (withBody) {
      return Unpooled.wrappedBuffer(headBytes, body);
    }
    body.release();
    return headBytes;
  }

  /** The head of an answer whose body comes in chunks, and with which the connection ends. */
  ByteBuf streamHead(ByteBufAllocator allocator, Map<String, String> common) {
    StringBuilder head = head(common, "close").append("Transfer-Encoding: chunked\r\n\r\n");
    body.release();
    return encoded(head, allocator);
  }

  private StringBuilder head(Map<String, String> common, String connection) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append("\r\n");
    line(head, "Content-Type", contentType);
    for (Map.Entry<String, String> header : common.entrySet()) {
      if (!headers.containsKey(header.getKey())) {
        line(head, header.getKey(), header.getValue());
      }
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      line(head, header.getKey(), header.getValue());
    }
    if (!connection.isEmpty()) {
      line(head, "Connection", connection);
    }
    return head;
  }

  private static ByteBuf encoded(StringBuilder head, ByteBufAllocator allocator) {
    ByteBuf bytes = allocator.buffer(head.length());
    bytes.writeCharSequence(head, StandardCharsets.US_ASCII);
    return bytes;
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
