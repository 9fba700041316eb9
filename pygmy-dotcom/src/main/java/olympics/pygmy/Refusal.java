package olympics.pygmy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/**
 * An answer of HTTP that says why a request is not one for the Games.
 *
 * @param status of HTTP
 * @param text for people
 * @param allow the verbs that would be right, or empty
 */
record Refusal(HttpResponseStatus status, String text, String allow) {
  private static final String PATH = "/RPC2";

  private static Refusal of(HttpResponseStatus status, String text) {
    return new Refusal(status, text, "");
  }

  /** What is wrong with a request, as far as its head tells. */
  static Optional<Refusal> ofHead(HttpRequest head, int maxBodyBytes) {
    HttpHeaders headers = head.headers();
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return Optional.of(
          of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "expected HTTP/1.1 or HTTP/1.0"));
    }
    if (version.equals(HttpVersion.HTTP_1_1) && headers.getAll(HttpHeaderNames.HOST).size() != 1) {
      return Optional.of(of(HttpResponseStatus.BAD_REQUEST, "expected exactly one Host header"));
    }
    if (!head.uri().equals(PATH)) {
      return Optional.of(of(HttpResponseStatus.NOT_FOUND, "nothing is here, expected " + PATH));
    }
    if (!head.method().equals(HttpMethod.POST)) {
      return Optional.of(
          new Refusal(
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              PATH + " takes XML-RPC calls by POST",
              HttpMethod.POST.name()));
    }
    if (HttpUtil.getContentLength(head, 0L) > maxBodyBytes) {
      return Optional.of(bodyTooLarge(maxBodyBytes));
    }
    String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
    if (encoding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding)) {
      return Optional.of(
          of(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "expected no Content-Encoding"));
    }
    String expect = headers.get(HttpHeaderNames.EXPECT);
    if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
      return Optional.of(
          of(HttpResponseStatus.EXPECTATION_FAILED, "expected no other Expect than 100-continue"));
    }
    return Optional.empty();
  }

  /** Whether the body is so large that it is not even read to its end. */
  boolean isForSize() {
    return status.equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
  }

  static Refusal bodyTooLarge(int maxBodyBytes) {
    return of(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body has more than " + maxBodyBytes + " bytes");
  }

  static Refusal ofMalformed(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return of(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return of(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
    }
    return of(HttpResponseStatus.BAD_REQUEST, "not a well-formed HTTP request");
  }

  static Refusal tooSlow() {
    return of(HttpResponseStatus.REQUEST_TIMEOUT, "the request took too long to come in");
  }

  static Refusal tooManyConnections() {
    return of(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many connections");
  }

  static Refusal tooMuchBuffered() {
    return of(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many large requests are in progress");
  }
}
