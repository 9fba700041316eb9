package olympics.rpc;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import olympics.causality.core.VectorClock;
import olympics.games.core.Digits;
import olympics.games.core.RequestId;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.MessageAuthenticator.AnswerFields;
import olympics.rpc.MessageAuthenticator.RequestFields;
import olympics.rpc.core.ClockText;
import olympics.rpc.core.SlidingWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each signed request pass once, and signs the answers to them. Thread-safe. */
final class SignatureGate {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureGate.class);

  /** Counters that may arrive out of order; a balancer draws some thousands a second. */
  private static final int WINDOW = 16_384;

  /** Lives of senders that are remembered. Forgetting one would let its messages pass again. */
  private static final int MAX_SENDERS = 4096;

  private static final long LOG_INTERVAL_NANOS = 1_000_000_000L;

  private final ServerIdentity identity;
  private final MessageAuthenticator authenticator;
  private final Map<ProcessId, SlidingWindow> windows = new HashMap<>();
  private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);
  private final int maxSenders;

  /**
   * A request that was let pass.
   *
   * @param headers what it says
   * @param signature its signature, which its answer's will cover
   */
  record Passage(SignedHeaders headers, String signature) {}

  SignatureGate(ServerIdentity identity) {
    this(identity, MAX_SENDERS);
  }

  SignatureGate(ServerIdentity identity, int maxSenders) {
    this.identity = identity;
    this.maxSenders = maxSenders;
    authenticator = new MessageAuthenticator(identity.key());
  }

  /**
   * Verifies a request's signature.
   *
   * @return empty for a request without a signature
   * @throws RpcFault 401 if the signature does not hold here and now
   */
  Optional<Passage> check(HttpHeaders headers, byte[] body) throws RpcFault {
    if (!headers.contains(GamesHeaders.SIGNATURE)) {
      return Optional.empty();
    }
    RequestFields fields =
        new RequestFields(
            required(headers, GamesHeaders.SENDER),
            required(headers, GamesHeaders.RECEIVER),
            required(headers, GamesHeaders.COUNTER),
            required(headers, GamesHeaders.CLOCK),
            optional(headers, GamesHeaders.REQUEST_ID),
            optional(headers, GamesHeaders.CLIENT));
    String signature = required(headers, GamesHeaders.SIGNATURE);
    if (!authenticator.verifies(fields, ByteBuffer.wrap(body), signature)) {
      throw refused("the signature is wrong");
    }
    if (!fields.receiver().equals(identity.id().incarnation())) {
      throw refused("it was meant for an earlier life of this server");
    }
    SignedHeaders read = read(fields);
    acceptCounter(read.sender(), fields.counter());
    return Optional.of(new Passage(read, signature));
  }

  /**
   * The headers that sign an answer.
   *
   * @param headers the answer's, its incarnation and readiness among them
   */
  Map<String, String> signAnswer(Passage passage, Map<String, String> headers, byte[] body) {
    String clock = ClockText.encode(identity.clock().now());
    String signature =
        authenticator.sign(
            new AnswerFields(
                200,
                headers.get(GamesHeaders.INCARNATION),
                headers.get(GamesHeaders.READY),
                clock,
                passage.signature()),
            ByteBuffer.wrap(body));
    return Map.of(GamesHeaders.CLOCK, clock, GamesHeaders.SIGNATURE, signature);
  }

  private SignedHeaders read(RequestFields fields) throws RpcFault {
    try {
      int space = fields.sender().indexOf(' ');
      if (space < 0) {
        throw new IllegalArgumentException("not a sender: expected role and process");
      }
      Role role = Role.parse(fields.sender().substring(0, space));
      ProcessId sender = ProcessId.parse(fields.sender().substring(space + 1));
      VectorClock clock = ClockText.decode(fields.clock());
      Optional<InetAddress> client =
          role == Role.BALANCER ? fields.client().map(SignatureGate::numeric) : Optional.empty();
      return new SignedHeaders(role, sender, clock, fields.requestId().map(RequestId::new), client);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
  }

  private void acceptCounter(ProcessId sender, String digits) throws RpcFault {
    long counter = Digits.positive(digits, 0, digits.length());
    if (counter == 0) {
      throw refused("its counter is no number");
    }
    synchronized (windows) {
      SlidingWindow window = windows.get(sender);
      if (window == null) {
        if (windows.size() >= maxSenders) {
          throw refused("too many lives of servers have been seen; restart this one");
        }
        window = new SlidingWindow(WINDOW);
        windows.put(sender, window);
      }
      if (!window.accept(counter)) {
        throw refused("it came a second time, or very late");
      }
    }
  }

  private RpcFault refused(String reason) {
    long now = System.nanoTime();
    long last = loggedAt.get();
    if (now - last >= LOG_INTERVAL_NANOS && loggedAt.compareAndSet(last, now)) {
      LOG.info("signed request refused reason=\"{}\"", reason);
    }
    return new RpcFault(
        FaultCode.NOT_AUTHORISED, "signed request refused: " + reason + "; nothing was executed");
  }

  private String required(HttpHeaders headers, String name) throws RpcFault {
    return optional(headers, name).orElseThrow(() -> refused("it has no " + name));
  }

  private Optional<String> optional(HttpHeaders headers, String name) throws RpcFault {
    Iterator<String> values = headers.valueStringIterator(name);
    if (!values.hasNext()) {
      return Optional.empty();
    }
    String value = values.next();
    if (values.hasNext()) {
      throw refused("it has " + name + " twice");
    }
    return Optional.of(value);
  }

  private static InetAddress numeric(String text) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
    if (address == null) {
      throw new IllegalArgumentException("its client is no numeric address");
    }
    return address;
  }
}
