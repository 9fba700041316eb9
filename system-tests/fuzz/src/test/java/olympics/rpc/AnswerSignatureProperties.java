package olympics.rpc;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;

import java.util.Optional;
import olympics.causality.core.VectorClock;

/**
 * Whatever headers and body come as an answer to a signed request: they are believed only if they
 * have the signature that the description of the protocol calls for and a clock that can be read;
 * rightly signed and then altered anywhere they are not believed. Nothing is thrown.
 */
final class AnswerSignatureProperties {
  private static final String REQUEST_SIGNATURE = "0".repeat(64);
  private static final int STATUS = 200;

  /** Verifies answers. */
  interface Verifier {
    Optional<VectorClock> verify(String requestSignature, int status, SignedMessage answer);
  }

  private AnswerSignatureProperties() {}

  static void check(Verifier verifier, byte[] input) {
    SignedMessage message = SignedMessage.read(input);
    expect(verifier, message, "as it came");
    Optional<String> signature = SignatureOracle.ofAnswer(message, STATUS, REQUEST_SIGNATURE);
    if (signature.isPresent()) {
      SignedMessage signed = message.with(GamesHeaders.SIGNATURE, signature.get());
      expect(verifier, signed, "signed");
      signed.altered().forEach((how, altered) -> expect(verifier, altered, how));
    }
  }

  private static void expect(Verifier verifier, SignedMessage answer, String how) {
    Optional<String> right = SignatureOracle.ofAnswer(answer, STATUS, REQUEST_SIGNATURE);
    boolean believable =
        right.isPresent()
            && right.equals(answer.first(GamesHeaders.SIGNATURE))
            && SignatureOracle.isClock(answer.first(GamesHeaders.CLOCK).orElse("?"));
    boolean believed = verifier.verify(REQUEST_SIGNATURE, STATUS, answer).isPresent();
    holds(
        believed == believable,
        () -> how + ": believed is " + believed + ", of " + escaped(answer.headers().toString()));
  }
}
