package olympics.rpc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import olympics.fuzz.Bounded;

/** Bytes as a call, through the hardened readers and the library's parser. */
class CallFuzzTest {
  private final XmlRpcCodec codec = new XmlRpcCodec();

  @FuzzTest
  void call(byte[] xml) {
    Bounded.run(() -> CallProperties.check(codec::decodeCall, xml));
  }
}
