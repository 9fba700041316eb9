package olympics.rpc.xml;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties catch writers with planted bugs. */
class WriterPropertiesTest {
  static Stream<Arguments> weakWriters() {
    return Stream.of(
        rewritten("a carriage return as it is", "a\rb", text -> text.replace("&#13;", "\r")),
        rewritten("markup as it is", "<x/>", text -> text.replace("&lt;", "<")),
        rewritten("an entity too much", "&amp;", text -> text.replace("&amp;amp;", "&amp;")),
        rewritten("no space at the end", "a ", text -> text.replace(" </string>", "</string>")),
        rewritten(
            "an exponent", 1e30, text -> text.replaceAll("<double>10+\\.?0*<", "<double>1E30<")),
        rewritten("less of a number", 0.1, text -> text.replace("0.1<", "0.10001<")),
        rewritten(
            "a member less", Map.of("a", 1), text -> text.replaceFirst("<member>.*</member>", "")),
        rewritten("another type", List.of(1, true), text -> text.replace("boolean", "int")),
        Arguments.of("what XML cannot carry", "\u0001", new Replacing("\u0001", "?")),
        Arguments.of("half of a character", "\uD83E", new Replacing("\uD83E", "?")),
        Arguments.of("nothing", "\uFFFF", new Replacing("\uFFFF", "")));
  }

  private static Arguments rewritten(String name, Object value, UnaryOperator<String> rewrite) {
    return Arguments.of(name, value, new Rewriting(rewrite));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakWriters")
  void aWeakWriterIsCaught(String name, Object value, WriterProperties.Writer weak) {
    assertThatCode(() -> WriterProperties.check(WriterFuzzTest.WRITER, "text", value))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> WriterProperties.check(weak, "text", value))
        .isInstanceOf(AssertionError.class);
  }

  /** Does something to what the real writer wrote. */
  private record Rewriting(UnaryOperator<String> rewrite) implements WriterProperties.Writer {
    @Override
    public byte[] call(String method, List<?> params) {
      return rewritten(XmlRpcText.call(method, params));
    }

    @Override
    public byte[] answer(Object value) {
      return rewritten(XmlRpcText.answer(value));
    }

    @Override
    public byte[] fault(int code, String message) {
      return rewritten(XmlRpcText.fault(code, message));
    }

    private byte[] rewritten(byte[] xml) {
      return rewrite
          .apply(new String(xml, StandardCharsets.UTF_8))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Writes something else instead of refusing. */
  private record Replacing(String text, String by) implements WriterProperties.Writer {
    @Override
    public byte[] call(String method, List<?> params) {
      return XmlRpcText.call(method, params.stream().map(this::replaced).toList());
    }

    @Override
    public byte[] answer(Object value) {
      return XmlRpcText.answer(replaced(value));
    }

    @Override
    public byte[] fault(int code, String message) {
      return XmlRpcText.fault(code, message);
    }

    private Object replaced(Object value) {
      return value instanceof String other ? other.replace(text, by) : value;
    }
  }
}
