package olympics.web;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import olympics.http.HttpAnswer;

/** Answers of pages: what is computed for one request is kept by nobody. */
public final class PageAnswers {
  /** What a browser may do with whatever comes from a site: nothing that the site did not bring. */
  private static final Map<String, String> SECURITY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final Map<String, String> NOT_KEPT = Map.of("Cache-Control", "no-store");

  private PageAnswers() {}

  /** A page. */
  public static HttpAnswer html(String document) {
    return of("text/html; charset=utf-8", document);
  }

  /** Data for a program. */
  public static HttpAnswer json(String document) {
    return of("application/json", document);
  }

  /** A text of another type. */
  public static HttpAnswer of(String contentType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(
        HttpResponseStatus.OK, contentType, NOT_KEPT, Unpooled.wrappedBuffer(bytes));
  }

  /** Says in a line of text why there is no page. */
  public static HttpAnswer refusal(HttpResponseStatus status, String why) {
    return HttpAnswer.text(status, NOT_KEPT, why);
  }

  /** The same answer under the rules for all that a site sends. */
  static HttpAnswer secured(HttpAnswer answer) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.putAll(SECURITY);
    return new HttpAnswer(answer.status(), answer.contentType(), headers, answer.body());
  }
}
