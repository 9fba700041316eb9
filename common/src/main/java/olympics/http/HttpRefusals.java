package olympics.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What HTTP itself refuses, whatever the request is for. After each of these the connection ends,
 * since where the next request begins may be unknown.
 */
final class HttpRefusals {
  private HttpRefusals() {}

  /** What is wrong with a head that could be read. */
  static Optional<HttpAnswer> ofHead(HttpRequest head) {
    HttpHeaders headers = head.headers();
    HttpVersion version = head.protocolVersion();
    // A higher minor version is read as 1.1 (RFC 9110, 2.5).
    if (version.majorVersion() != 1) {
      return refusal(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "expected HTTP/1.1");
    }
    int hosts = hosts(headers);
    if (hosts > 1 || (hosts == 0 && version.minorVersion() > 0)) {
      return refusal(HttpResponseStatus.BAD_REQUEST, "expected exactly one Host header");
    }
    // The decoder has refused codings that do not end with chunked (RFC 9112, 6.1).
    if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && !isChunkedAlone(headers)) {
      return refusal(
          HttpResponseStatus.NOT_IMPLEMENTED, "expected no other Transfer-Encoding than chunked");
    }
    String expect = headers.get(HttpHeaderNames.EXPECT);
    if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
      return refusal(
          HttpResponseStatus.EXPECTATION_FAILED, "expected no other Expect than 100-continue");
    }
    return Optional.empty();
  }

  private static int hosts(HttpHeaders headers) {
    int hosts = 0;
    for (Iterator<?> each = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        each.hasNext();
        each.next()) {
      hosts++;
    }
    return hosts;
  }

  private static boolean isChunkedAlone(HttpHeaders headers) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0));
  }

  private static Optional<HttpAnswer> refusal(HttpResponseStatus status, String text) {
    return Optional.of(HttpAnswer.text(status, text));
  }

  /** The decoder could not read the request. */
  static HttpAnswer malformed(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpAnswer.text(
          HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return HttpAnswer.text(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
    }
    return HttpAnswer.text(HttpResponseStatus.BAD_REQUEST, "not a well-formed HTTP request");
  }

  static HttpAnswer bodyTooLarge(int maxBytes) {
    return HttpAnswer.text(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body is larger than " + maxBytes + " bytes");
  }

  static HttpAnswer tooSlow(Duration within) {
    return HttpAnswer.text(
        HttpResponseStatus.REQUEST_TIMEOUT,
        "the request took longer than " + within.toMillis() + " ms to arrive");
  }

  static HttpAnswer tooManyConnections() {
    return HttpAnswer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many connections");
  }

  static HttpAnswer tooMuchBuffered() {
    return HttpAnswer.text(
        HttpResponseStatus.SERVICE_UNAVAILABLE, "too many large requests are in progress");
  }

  static HttpAnswer speaksTls() {
    return HttpAnswer.text(
        HttpResponseStatus.BAD_REQUEST, "this port speaks TLS: use https, not http");
  }

  static HttpAnswer speaksNoTls() {
    return HttpAnswer.text(
        HttpResponseStatus.BAD_REQUEST, "this port does not speak TLS: use http, not https");
  }
}
