package olympics.web;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;

/**
 * What a page is asked for: a GET or HEAD.
 *
 * @param head its target and headers, as they came
 */
public record PageRequest(HttpRequest head) {
  /**
   * The first value of a parameter of the query, decoded; empty if it is not there or is no UTF-8.
   */
  public Optional<String> parameter(String name) {
    try {
      return Optional.ofNullable(new QueryStringDecoder(head.uri(), true).parameters().get(name))
          .map(values -> values.get(0));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The value of a header. */
  public Optional<String> header(CharSequence name) {
    return Optional.ofNullable(head.headers().get(name));
  }
}
