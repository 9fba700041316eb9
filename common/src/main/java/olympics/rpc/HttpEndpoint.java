package olympics.rpc;

import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What answers the requests of a connection. Thread-safe; must not block. */
interface HttpEndpoint {
  /** An answer that the head alone calls for; the body is then read and thrown away. */
  Optional<HttpAnswer> refuse(HttpRequest head);

  /** Whether this request may run beside earlier ones of its connection. */
  boolean mayOverlap(HttpRequest head);

  /** Answers a request; the stage never fails. */
  CompletionStage<HttpAnswer> answer(HttpRequest head, byte[] body, InetAddress source);

  /** Headers for every answer. */
  Map<String, String> commonHeaders();
}
