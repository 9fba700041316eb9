package olympics.rpc.xml;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import olympics.fuzz.Bounded;

/** Values of all kinds, written by our writer. */
class WriterFuzzTest {
  /** One more than can be written. */
  private static final int DEPTH = 11;

  static final WriterProperties.Writer WRITER =
      new WriterProperties.Writer() {
        @Override
        public byte[] call(String method, List<?> params) {
          return XmlRpcText.call(method, params);
        }

        @Override
        public byte[] answer(Object value) {
          return XmlRpcText.answer(value);
        }

        @Override
        public byte[] fault(int code, String message) {
          return XmlRpcText.fault(code, message);
        }
      };

  @FuzzTest
  void written(byte[] bytes) {
    ValueBytes values = new ValueBytes(bytes);
    String text = values.text();
    Object value = values.value(DEPTH);
    Bounded.run(() -> WriterProperties.check(WRITER, text, value));
  }
}
