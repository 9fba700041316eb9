package olympics.rpc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;

/** Signs requests as one server, and verifies the answers to them. Thread-safe. */
public final class RequestSigner {

  /**
   * A request's headers of ours.
   *
   * @param headers by name, in the order to send them, the signature included
   * @param signature to verify the answer with
   */
  public record SignedRequest(Map<String, String> headers, String signature) {}

  /** A signer for what one server sends; its vector clock is attached to every request. */
  public RequestSigner(ServerIdentity identity) {
    throw new UnsupportedOperationException("signer for " + identity.id());
  }

  /**
   * Signs one request; every call uses a new counter, so a request that is sent again is signed
   * again.
   *
   * @param receiver the receiver's incarnation, from the {@code Games-Incarnation} of its answers
   * @param requestId the write's id
   * @param client the true client's address; only from the balancer
   * @param body the request's body, left as it is
   */
  public SignedRequest sign(
      String receiver,
      Optional<RequestId> requestId,
      Optional<InetAddress> client,
      ByteBuffer body) {
    throw new UnsupportedOperationException();
  }

  /**
   * The vector clock of an answer, if its signature is right. The caller passes it to {@link
   * CausalClock#learned}.
   *
   * @param requestSignature the signature of the request that is answered
   * @param status the HTTP status of the answer
   * @param header the answer's header of a name, null if it has none
   * @param body the answer's body, left as it is
   */
  public Optional<VectorClock> verifyAnswer(
      String requestSignature, int status, UnaryOperator<String> header, ByteBuffer body) {
    throw new UnsupportedOperationException();
  }
}
