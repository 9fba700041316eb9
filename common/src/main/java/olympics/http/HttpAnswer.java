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
  private static final byte[] VERSION = HeadBytes.of("HTTP/1.1 ");
  private static final byte[] LENGTH = HeadBytes.of("Content-Length: ");
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
    HeadBytes head = head(common, connection);
    head.add(LENGTH).add(body.readableBytes()).endLine().endLine();
    if (withBody) {
      return head.before(body, allocator);
    }
    body.release();
    return head.alone(allocator);
  }

  /** The head of an answer whose body comes in chunks, and with which the connection ends. */
  ByteBuf streamHead(ByteBufAllocator allocator, Map<String, String> common) {
    HeadBytes head = head(common, "close").line("Transfer-Encoding", "chunked").endLine();
    body.release();
    return head.alone(allocator);
  }

  private HeadBytes head(Map<String, String> common, String connection) {
    HeadBytes head = HeadBytes.begin().add(VERSION).add(status.code());
    head.add(" ").add(status.reasonPhrase()).endLine();
    head.line("Content-Type", contentType);
    for (Map.Entry<String, String> header : common.entrySet()) {
      if (!headers.containsKey(header.getKey())) {
        head.line(header.getKey(), header.getValue());
      }
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.line(header.getKey(), header.getValue());
    }
    if (!connection.isEmpty()) {
      head.line("Connection", connection);
    }
    return head;
  }
}
