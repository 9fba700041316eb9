package olympics.rpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import olympics.fuzz.Bounded;

/** Bytes as an answer, through the hardened readers and the library's parser. */
class AnswerFuzzTest {
  private final XmlRpcCodec codec = new XmlRpcCodec();

  @FuzzTest
  void answer(byte[] xml) {
    Bounded.run(() -> AnswerProperties.check(codec::decodeAnswer, xml));
  }
}
