package olympics.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Map;
import java.util.Optional;
import olympics.http.HttpAnswer;
import olympics.http.RequestTarget;

/** What the head of a request must say if it is to carry a call. Thread-safe. */
public final class CallHead {
  private static final String PATH = "/RPC2";

  private CallHead() {}

  /** Why it carries no call, if it does not. */
  public static Optional<HttpAnswer> refuse(HttpRequest head) {
    if (!head.uri().equals(PATH) && !RequestTarget.path(head.uri()).equals(PATH)) {
      return refusal(HttpResponseStatus.NOT_FOUND, "nothing here; calls go to " + PATH);
    }
    if (!head.method().equals(HttpMethod.POST)) {
      return Optional.of(
          HttpAnswer.text(
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              Map.of("Allow", HttpMethod.POST.name()),
              "XML-RPC calls use POST"));
    }
    String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    if (encoding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding)) {
      return refusal(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed");
    }
    if (!HttpUtil.isContentLengthSet(head) && !HttpUtil.isTransferEncodingChunked(head)) {
      return refusal(
          HttpResponseStatus.LENGTH_REQUIRED, "expected a Content-Length, or a chunked body");
    }
    return Optional.empty();
  }

  private static Optional<HttpAnswer> refusal(HttpResponseStatus status, String text) {
    return Optional.of(HttpAnswer.text(status, text));
  }
}
