package olympics.rpc;

import java.time.Duration;
import java.util.Optional;
import olympics.games.core.RequestId;
import olympics.process.core.PushKey;

/**
 * How one call is made.
 *
 * @param timeout from the call to the answer, all included
 * @param requestId sent as a signed header; only a signing client may give one
 * @param pushKey sent as a header, to the tablet whose key it is; only an unsigned client may give
 *     one
 */
public record CallOptions(
    Duration timeout, Optional<RequestId> requestId, Optional<PushKey> pushKey) {
  /** A call with a deadline and nothing else. */
  public static CallOptions within(Duration timeout) {
    return new CallOptions(timeout, Optional.empty(), Optional.empty());
  }

  public CallOptions withRequestId(RequestId id) {
    return new CallOptions(timeout, Optional.of(id), pushKey);
  }

  public CallOptions withPushKey(PushKey key) {
    return new CallOptions(timeout, requestId, Optional.of(key));
  }
}
