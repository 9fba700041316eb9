package olympics.http;

import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/**
 * What answers the requests of a server. Called on the event loop of the connection, so it must not
 * block; connections of several loops may call it at once.
 */
public interface HttpEndpoint {
  /** An answer that the head alone calls for; the body is then read and thrown away. */
  Optional<HttpAnswer> refuse(HttpRequest head);

  /**
   * Takes a whole request, and ownership of its body.
   *
   * @param answerer where the answer goes, once the task was run
   * @return what is to be done, when it is the request's turn
   */
  HttpTask receive(ReceivedRequest request, Answerer answerer);

  /** Headers for every answer, refusals included, that does not set them itself. */
  default Map<String, String> commonHeaders() {
    return Map.of();
  }
}
