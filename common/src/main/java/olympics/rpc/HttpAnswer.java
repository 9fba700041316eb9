package olympics.rpc;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One answer over HTTP, before it is written.
 *
 * @param status the status
 * @param headers beside length and connection, which the connection adds
 * @param body the body; never changed after
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost
record HttpAnswer(HttpResponseStatus status, Map<String, String> headers, byte[] body) {

  /** A refusal in a line of text. */
  static HttpAnswer refusal(HttpResponseStatus status, String text) {
    return new HttpAnswer(
        status,
        Map.of("content-type", "text/plain; charset=utf-8"),
        (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
