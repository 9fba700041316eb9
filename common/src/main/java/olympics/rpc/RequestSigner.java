package olympics.rpc;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import olympics.causality.core.VectorClock;
import olympics.games.core.RequestId;
import olympics.rpc.MessageAuthenticator.AnswerFields;
import olympics.rpc.MessageAuthenticator.RequestFields;
import olympics.rpc.core.ClockText;

/** Signs requests as one server, and verifies the answers to them. Thread-safe. */
public final class RequestSigner {
  /** One for the process, so that no two signers of one identity ever use a number twice. */
  private static final AtomicLong COUNTER = new AtomicLong();

  private final String sender;
  private final CausalClock clock;
  private final MessageAuthenticator authenticator;

  /** A request's headers of ours. */
  public static final class SignedRequest {
    private final RequestFields fields;
    private final String signature;

    private SignedRequest(RequestFields fields, String signature) {
      this.fields = fields;
      this.signature = signature;
    }

    /** To verify the answer with. */
    public String signature() {
      return signature;
    }

    /** Tells every header, in the order to send them, the signature included. */
    public void forEach(BiConsumer<String, String> header) {
      header.accept(GamesHeaders.SENDER, fields.sender());
      header.accept(GamesHeaders.RECEIVER, fields.receiver());
      header.accept(GamesHeaders.COUNTER, fields.counter());
      header.accept(GamesHeaders.CLOCK, fields.clock());
      fields.requestId().ifPresent(id -> header.accept(GamesHeaders.REQUEST_ID, id));
      fields.client().ifPresent(address -> header.accept(GamesHeaders.CLIENT, address));
      header.accept(GamesHeaders.SIGNATURE, signature);
    }

    /** Every header by name, in the order to send them. */
    public Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      forEach(headers::put);
      return headers;
    }
  }

  /** A signer for what one server sends; its vector clock is attached to every request. */
  public RequestSigner(ServerIdentity identity) {
    sender = identity.role().wireName() + " " + identity.id();
    clock = identity.clock();
    authenticator = new MessageAuthenticator(identity.key());
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
    RequestFields fields =
        new RequestFields(
            sender,
            receiver,
            Long.toString(COUNTER.incrementAndGet()),
            ClockText.encode(clock.now()),
            requestId.map(RequestId::text),
            client.map(InetAddress::getHostAddress));
    return new SignedRequest(fields, authenticator.sign(fields, body));
  }

  /**
   * The vector clock of an answer, if its signature is right and the clock can be read. The caller
   * passes it to {@link CausalClock#learned}.
   *
   * @param requestSignature the signature of the request that is answered
   * @param status the HTTP status of the answer
   * @param header the answer's header of a name, null if it has none
   * @param body the answer's body, left as it is
   */
  public Optional<VectorClock> verifyAnswer(
      String requestSignature, int status, UnaryOperator<String> header, ByteBuffer body) {
    String signature = header.apply(GamesHeaders.SIGNATURE);
    String incarnation = header.apply(GamesHeaders.INCARNATION);
    String ready = header.apply(GamesHeaders.READY);
    String attached = header.apply(GamesHeaders.CLOCK);
    if (signature == null || incarnation == null || ready == null || attached == null) {
      return Optional.empty();
    }
    AnswerFields fields = new AnswerFields(status, incarnation, ready, attached, requestSignature);
    return authenticator.verifies(fields, body, signature) ? clock(attached) : Optional.empty();
  }

  private static Optional<VectorClock> clock(String attached) {
    try {
      return Optional.of(ClockText.decode(attached));
    } catch (IllegalArgumentException e) {
      // Signed by a server that has the key and a mistake.
      return Optional.empty();
    }
  }
}
