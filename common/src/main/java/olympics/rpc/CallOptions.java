package olympics.rpc;

import java.time.Duration;
import java.util.Optional;
import olympics.games.core.RequestId;

/**
 * How one call is made.
 *
 * @param timeout from the call to the answer, all included
 * @param requestId sent as a signed header; only a signing client may give one
 */
public record CallOptions(Duration timeout, Optional<RequestId> requestId) {
  /** A call with a deadline and nothing else. */
  public static CallOptions within(Duration timeout) {
    return new CallOptions(timeout, Optional.empty());
  }

  public CallOptions withRequestId(RequestId id) {
    return new CallOptions(timeout, Optional.of(id));
  }
}
