package olympics.rpc.xml;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Whatever is written: it is refused if and only if XML-RPC cannot carry it, and else read back
 * equal by a reader that goes by the letter. A fault is never refused: what it cannot carry is
 * shown by its number.
 */
final class WriterProperties {
  /** Writes documents. */
  interface Writer {
    byte[] call(String method, List<?> params);

    byte[] answer(Object value);

    byte[] fault(int code, String message);
  }

  private WriterProperties() {}

  static void check(Writer writer, String text, Object value) {
    fault(writer, text);
    answer(writer, value);
    call(writer, text, value);
  }

  private static void fault(Writer writer, String text) {
    Element document = PlainXmlRpc.document(writer.fault(text.length(), text));
    Object read = PlainXmlRpc.value(document, "fault");
    String shown =
        text.codePoints()
            .mapToObj(c -> isXml(c) ? Character.toString(c) : String.format("\\u%04x", c))
            .collect(Collectors.joining());
    Map<String, Object> expected = Map.of("faultCode", text.length(), "faultString", shown);
    holds(read.equals(expected), () -> escaped(text) + " was read as " + escaped("" + read));
  }

  private static void answer(Writer writer, Object value) {
    byte[] written;
    try {
      written = writer.answer(value);
    } catch (IllegalArgumentException refusal) {
      holds(!isCarriable(value, 4), () -> refusal.getMessage() + ": " + escaped("" + value));
      return;
    }
    holds(isCarriable(value, 4), () -> "written, but cannot be carried: " + escaped("" + value));
    Object read = PlainXmlRpc.value(PlainXmlRpc.document(written), "params", "param");
    holds(read.equals(value), () -> escaped("" + value) + " was read as " + escaped("" + read));
  }

  private static void call(Writer writer, String method, Object value) {
    byte[] written;
    try {
      written = writer.call(method, List.of(value, value));
    } catch (IllegalArgumentException refusal) {
      holds(
          !isCarriable(value, 4) || !isCarriable(method, 0),
          () -> refusal.getMessage() + ": " + escaped(method + value));
      return;
    }
    List<Element> parts = PlainXmlRpc.children(PlainXmlRpc.document(written));
    List<Element> params = PlainXmlRpc.children(parts.get(1));
    holds(parts.get(0).getTextContent().equals(method), () -> "not " + escaped(method));
    holds(
        params.size() == 2
            && params.stream().allMatch(param -> PlainXmlRpc.value(param).equals(value)),
        () -> "not twice " + escaped("" + value));
  }

  /**
   * Whether XML-RPC has a form for a value.
   *
   * @param depth of the element {@code value} that it stands in
   */
  private static boolean isCarriable(Object value, int depth) {
    if (depth + 1 > XmlLimits.REQUEST.depth()) {
      return false;
    }
    if (value instanceof String text) {
      return text.codePoints().allMatch(WriterProperties::isXml);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number);
    }
    if (value instanceof List<?> array) {
      return array.stream().allMatch(element -> isCarriable(element, depth + 3));
    }
    if (value instanceof Map<?, ?> struct) {
      return struct.entrySet().stream()
          .allMatch(
              member ->
                  member.getKey() instanceof String name
                      && isCarriable(name, 0)
                      && isCarriable(member.getValue(), depth + 3));
    }
    return value instanceof Integer || value instanceof Boolean;
  }

  /** XML 1.0, production 2, told in another way than in the writer. */
  private static boolean isXml(int c) {
    if (c < 0x20) {
      return c == 0x09 || c == 0x0A || c == 0x0D;
    }
    return c > 0xFFFF || !(Character.isSurrogate((char) c) || c == 0xFFFE || c == 0xFFFF);
  }
}
