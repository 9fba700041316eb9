package olympics.rpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import olympics.causality.core.VectorClock;
import olympics.fuzz.Bounded;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.AnswerSignatureProperties.Verifier;

/** Headers and bodies, as signed requests and as answers to them. */
class SignatureFuzzTest {
  static final ServerIdentity SERVER =
      new ServerIdentity(
          Role.DATABASE,
          new ProcessId(0, SignatureProperties.INCARNATION),
          SignatureOracle.key(),
          new NoClock());

  static final Verifier VERIFIER =
      (requestSignature, status, answer) ->
          new RequestSigner(SERVER)
              .verifyAnswer(
                  requestSignature, status, answer.headers()::get, ByteBuffer.wrap(answer.body()));

  static SignatureProperties.Gate gate() {
    return new SignatureGate(SERVER)::check;
  }

  @FuzzTest
  void signatures(byte[] input) {
    Bounded.run(
        () -> {
          SignatureProperties.check(SignatureFuzzTest::gate, input);
          AnswerSignatureProperties.check(VERIFIER, input);
        });
  }

  private static final class NoClock implements CausalClock {
    @Override
    public VectorClock received(VectorClock attached) {
      return VectorClock.EMPTY;
    }

    @Override
    public void learned(VectorClock attached) {}

    @Override
    public VectorClock now() {
      return VectorClock.EMPTY;
    }
  }
}
