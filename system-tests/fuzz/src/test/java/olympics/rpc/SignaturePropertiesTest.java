package olympics.rpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import olympics.causality.core.VectorClock;
import olympics.fuzz.KeptInputs;
import olympics.rpc.AnswerSignatureProperties.Verifier;
import olympics.rpc.SignatureGate.Passage;
import olympics.rpc.SignatureProperties.Gate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties catch gates and verifiers with planted bugs, by an input that is kept. */
class SignaturePropertiesTest {
  static Stream<Arguments> weakGates() {
    return Stream.of(
        weak("no gate at all", (real, headers, body) -> Optional.empty()),
        weak("does not cover the body", (real, headers, body) -> real.check(headers, new byte[0])),
        weak(
            "does not cover the client",
            (real, headers, body) -> real.check(headers.copy().remove(GamesHeaders.CLIENT), body)),
        weak(
            "takes the empty id for no id",
            (real, headers, body) -> real.check(withoutEmptyId(headers), body)),
        weak(
            "takes any case of hexadecimal",
            (real, headers, body) -> real.check(lowerCase(headers), body)),
        weak("lets a request pass again", (real, headers, body) -> fresh().check(headers, body)),
        weak("throws what it should refuse with", SignaturePropertiesTest::throwing));
  }

  /** A gate that is made of the real one. */
  interface Weakness {
    Optional<Passage> check(Gate real, HttpHeaders headers, byte[] body) throws RpcFault;
  }

  private static Arguments weak(String name, Weakness weakness) {
    Supplier<Gate> gates =
        () -> {
          Gate real = fresh();
          return (headers, body) -> weakness.check(real, headers, body);
        };
    return Arguments.of(name, gates);
  }

  private static Gate fresh() {
    return SignatureFuzzTest.gate();
  }

  private static HttpHeaders withoutEmptyId(HttpHeaders headers) {
    boolean empty = headers.contains(GamesHeaders.REQUEST_ID, "", false);
    return empty ? headers.copy().remove(GamesHeaders.REQUEST_ID) : headers;
  }

  private static HttpHeaders lowerCase(HttpHeaders headers) {
    String signature = headers.get(GamesHeaders.SIGNATURE);
    return signature == null
        ? headers
        : headers.copy().set(GamesHeaders.SIGNATURE, signature.toLowerCase(java.util.Locale.ROOT));
  }

  private static Optional<Passage> throwing(Gate real, HttpHeaders headers, byte[] body)
      throws RpcFault {
    try {
      return real.check(headers, body);
    } catch (RpcFault refusal) {
      throw new AssertionError(refusal);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakGates")
  void aWeakGateIsCaught(String name, Supplier<Gate> gates) {
    assertThatThrownBy(
            () ->
                KeptInputs.of(SignatureFuzzTest.class)
                    .forEach(input -> SignatureProperties.check(gates, input)))
        .isInstanceOf(AssertionError.class);
  }

  static Stream<Arguments> weakVerifiers() {
    Verifier real = SignatureFuzzTest.VERIFIER;
    Verifier believesAll =
        (signature, status, answer) ->
            answer.first(GamesHeaders.SIGNATURE).map(given -> VectorClock.EMPTY);
    Verifier withoutBody =
        (signature, status, answer) ->
            real.verify(signature, status, new SignedMessage(answer.headers(), ""));
    Verifier anyStatus = (signature, status, answer) -> real.verify(signature, 500, answer);
    Verifier throwing =
        (signature, status, answer) ->
            new RequestSigner(SignatureFuzzTest.SERVER)
                .verifyAnswer(
                    signature,
                    status,
                    name -> Optional.ofNullable(answer.headers().get(name)).orElseThrow(),
                    ByteBuffer.wrap(answer.body()));
    return Stream.of(
        Arguments.of("believes every answer", believesAll),
        Arguments.of("does not cover the body", withoutBody),
        Arguments.of("expects another status", anyStatus),
        Arguments.of("throws", throwing));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakVerifiers")
  void aWeakVerifierIsCaught(String name, Verifier verifier) {
    assertThatThrownBy(
            () ->
                KeptInputs.of(SignatureFuzzTest.class)
                    .forEach(input -> AnswerSignatureProperties.check(verifier, input)))
        .isInstanceOfAny(AssertionError.class, RuntimeException.class);
  }
}
