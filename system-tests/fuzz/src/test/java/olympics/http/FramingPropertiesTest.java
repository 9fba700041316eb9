package olympics.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import olympics.fuzz.KeptInputs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties catch decoders with known weaknesses, each by an input that is kept for it. */
class FramingPropertiesTest {
  private static HttpDecoderConfig strict() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(4096)
        .setMaxHeaderSize(ServerInMemory.LIMITS.headerBytes())
        .setAllowDuplicateContentLengths(false)
        .setStrictLineParsing(true)
        .setUseRfc9112TransferEncoding(true);
  }

  static Stream<Arguments> weakDecoders() {
    return Stream.of(
        weak("tabs-in-line", HttpRequestDecoder::new),
        weak("two-spaces", HttpRequestDecoder::new),
        weak("spaces-before", HttpRequestDecoder::new),
        weak("lower-protocol", HttpRequestDecoder::new),
        weak("websocket", HttpRequestDecoder::new),
        weak("bare-lf", () -> new HttpRequestDecoder(strict().setStrictLineParsing(false))),
        weak(
            "two-lengths",
            () -> new HttpRequestDecoder(strict().setAllowDuplicateContentLengths(true))),
        weak("pipelined", ForgetsAByte::new),
        weak("length", KeepsMemory::new));
  }

  private static Arguments weak(String input, Supplier<HttpRequestDecoder> decoder) {
    return Arguments.of(input, decoder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakDecoders")
  void aWeakDecoderIsCaught(String input, Supplier<HttpRequestDecoder> decoder) {
    byte[] stream = KeptInputs.named(RequestFramingFuzzTest.class, input);
    assertThatCode(() -> FramingProperties.check(RequestFramingFuzzTest.DECODER, stream))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> FramingProperties.check(decoder, stream))
        .isInstanceOf(AssertionError.class);
  }

  private static final class ForgetsAByte extends HttpRequestDecoder {
    ForgetsAByte() {
      super(strict());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
        throws Exception {
      super.decode(context, bytes, out);
      if (bytes.readableBytes() > 100) {
        bytes.skipBytes(1);
      }
    }
  }

  private static final class KeepsMemory extends HttpRequestDecoder {
    KeepsMemory() {
      super(strict());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
        throws Exception {
      super.decode(context, bytes, out);
      out.stream()
          .filter(part -> part instanceof DefaultHttpContent)
          .forEach(part -> ((DefaultHttpContent) part).retain());
    }
  }
}
