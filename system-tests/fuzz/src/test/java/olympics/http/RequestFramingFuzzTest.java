package olympics.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.function.Supplier;
import olympics.fuzz.Bounded;

/** Bytes on a connection of a server, as requests. */
class RequestFramingFuzzTest {
  static final Supplier<HttpRequestDecoder> DECODER =
      () -> new StrictRequestDecoder(ServerInMemory.LIMITS.headerBytes());

  @FuzzTest
  void requests(byte[] stream) {
    Bounded.run(() -> FramingProperties.check(DECODER, stream));
  }
}
