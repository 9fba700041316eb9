package olympics.web;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import olympics.http.Answerer;
import olympics.http.HttpAnswer;

/**
 * A file of the jar, read once at the start. A browser keeps it, and asks each time whether it is
 * still the same (ETag, If-None-Match: RFC 9110, 13.1.2). Thread-safe.
 */
final class StaticPage implements Page {
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "svg", "image/svg+xml");

  private static final int TAG_BYTES = 16;

  private final String contentType;
  private final byte[] content;
  private final String tag;

  private StaticPage(String contentType, byte[] content) {
    this.contentType = contentType;
    this.content = content;
    this.tag = '"' + HexFormat.of().formatHex(sha256(content), 0, TAG_BYTES) + '"';
  }

  /**
   * The file beside a class.
   *
   * @throws IllegalArgumentException if there is none, or its kind is unknown
   */
  static StaticPage resource(Class<?> beside, String name) {
    String contentType = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (contentType == null) {
      throw new IllegalArgumentException(
          "no content type is known for \"" + name + "\", expected one of " + CONTENT_TYPES);
    }
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource \"" + name + "\" beside " + beside);
      }
      return new StaticPage(contentType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void answer(PageRequest request, Answerer answerer) {
    boolean known = request.header(HttpHeaderNames.IF_NONE_MATCH).map(this::isAmong).orElse(false);
    answerer.answer(
        new HttpAnswer(
            known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
            contentType,
            Map.of("ETag", tag, "Cache-Control", "no-cache"),
            Unpooled.wrappedBuffer(content)));
  }

  /** Whether a list of tags, weak ones too, names this content; ours have no commas in them. */
  private boolean isAmong(String tags) {
    for (String each : tags.split(",", -1)) {
      String one = each.strip();
      if (one.equals("*") || (one.startsWith("W/") ? one.substring(2) : one).equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
