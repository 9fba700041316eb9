package olympics.rpc;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;
import static olympics.fuzz.Property.isOneLine;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.function.Supplier;
import olympics.process.core.Role;
import olympics.rpc.SignatureGate.Passage;

/**
 * Whatever headers and body come to a server:
 *
 * <ul>
 *   <li>without a signature they are nobody's; with one they pass only if it is the one that the
 *       description of the protocol calls for, else they are refused with 401 in one line;
 *   <li>rightly signed they pass if and only if every header says what it may say, and pass once;
 *   <li>rightly signed and then altered anywhere they are refused.
 * </ul>
 */
final class SignatureProperties {
  static final String INCARNATION = "a".repeat(32);

  /** Lets signed requests pass. */
  interface Gate {
    Optional<Passage> check(HttpHeaders headers, byte[] body) throws RpcFault;
  }

  private final Supplier<Gate> gates;

  private SignatureProperties(Supplier<Gate> gates) {
    this.gates = gates;
  }

  /**
   * Checks one request.
   *
   * @param gates makes gates that have seen nothing, of a server with {@link #INCARNATION} and the
   *     oracle's key
   */
  static void check(Supplier<Gate> gates, byte[] input) {
    SignatureProperties properties = new SignatureProperties(gates);
    SignedMessage message = SignedMessage.read(input);
    properties.asItCame(message);
    SignatureOracle.ofRequest(message)
        .ifPresent(signature -> properties.signed(message.with(GamesHeaders.SIGNATURE, signature)));
  }

  private void asItCame(SignedMessage message) {
    Optional<String> given = message.first(GamesHeaders.SIGNATURE);
    boolean right = given.isPresent() && given.equals(SignatureOracle.ofRequest(message));
    String outcome = outcome(gates.get(), message);
    if (given.isEmpty()) {
      holds(outcome.equals("unsigned"), () -> outcome + ", without a signature: " + shown(message));
    } else if (!right) {
      holds(outcome.equals("refused"), () -> outcome + ", wrongly signed: " + shown(message));
    }
  }

  private void signed(SignedMessage message) {
    Gate gate = gates.get();
    String outcome = outcome(gate, message);
    boolean wellFormed =
        !message.repeatsAHeader() && SignatureOracle.isWellFormed(message, INCARNATION);
    boolean unknowable = message.first(GamesHeaders.CLIENT).isPresent();
    holds(
        outcome.equals(wellFormed ? "passed" : "refused") || (unknowable && wellFormed),
        () -> outcome + ", well-formed is " + wellFormed + ": " + shown(message));
    if (!outcome.equals("passed")) {
      return;
    }
    String again = outcome(gate, message);
    holds(again.equals("refused"), () -> again + " a second time: " + shown(message));
    message.altered().forEach((how, altered) -> altered(how, altered));
  }

  private void altered(String how, SignedMessage message) {
    // Not all headers are signed in a request: those of answers are not.
    boolean right =
        SignatureOracle.ofRequest(message).equals(message.first(GamesHeaders.SIGNATURE));
    String outcome = outcome(gates.get(), message);
    holds(right || outcome.equals("refused"), () -> outcome + ", " + how + ": " + shown(message));
  }

  private static String outcome(Gate gate, SignedMessage message) {
    try {
      Optional<Passage> passage = gate.check(message.headers(), message.body());
      passage.ifPresent(passed -> saysWhatCame(passed, message));
      return passage.isPresent() ? "passed" : "unsigned";
    } catch (RpcFault refusal) {
      holds(refusal.is(FaultCode.NOT_AUTHORISED), () -> "refused with " + refusal.code());
      isOneLine(refusal.getMessage(), 600);
      AnswerProperties.faultArrives(refusal);
      return "refused";
    }
  }

  private static void saysWhatCame(Passage passage, SignedMessage message) {
    SignedHeaders read = passage.headers();
    String sender = read.role().wireName() + " " + read.sender();
    boolean client = read.role() == Role.BALANCER && message.first(GamesHeaders.CLIENT).isPresent();
    holds(
        message.first(GamesHeaders.SENDER).equals(Optional.of(sender))
            && message.first(GamesHeaders.REQUEST_ID).equals(read.requestId().map(Object::toString))
            && read.clientAddress().isPresent() == client,
        () -> "read as " + read + ": " + shown(message));
  }

  private static String shown(SignedMessage message) {
    return escaped(message.headers().toString()) + " " + escaped(message.body());
  }
}
