package olympics.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.http.HttpAnswer;

/** What the head of a request must say if it is to carry a call. Thread-safe. */
public final class CallHead {
  private static final String PATH = "/RPC2";
  private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  private CallHead() {}

  /** Why it carries no call, if it does not. */
  public static Optional<HttpAnswer> refuse(HttpRequest head) {
    if (!head.uri().equals(PATH) && !path(head.uri()).equals(PATH)) {
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

  /** The path of a target in origin or absolute form (RFC 9112, 3.2). */
  private static String path(String target) {
    int begin = 0;
    Matcher scheme = SCHEME.matcher(target);
    if (scheme.lookingAt()) {
      begin = target.indexOf('/', scheme.end());
      if (begin < 0) {
        return "/";
      }
    }
    int query = target.indexOf('?', begin);
    return query < 0 ? target.substring(begin) : target.substring(begin, query);
  }
}
