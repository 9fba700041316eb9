package olympics.rpc;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import olympics.rpc.xml.XmlLimits;

/** What calls and answers have in common. */
final class XmlProperties {
  private XmlProperties() {}

  /** What was taken is one document within the limits, as another reader sees it. */
  static XmlShape withinLimits(byte[] xml, String root, XmlLimits limits) {
    XmlShape shape =
        XmlShape.of(xml)
            .orElseThrow(() -> new AssertionError("taken, but no XML: " + escaped(xml)));
    Supplier<String> past = () -> "taken past a limit: " + shape + ": " + escaped(xml);
    holds(shape.root().equals(root), past);
    holds(shape.depth() <= limits.depth(), past);
    holds(shape.elements() <= limits.elements(), past);
    holds(shape.attributes() <= XmlLimits.ATTRIBUTES, past);
    return shape;
  }

  /** A value is one of XML-RPC's types and nothing that an extension of the library makes. */
  static void isPlain(Object value) {
    if (value instanceof List<?> array) {
      array.forEach(XmlProperties::isPlain);
    } else if (value instanceof Map<?, ?> struct) {
      struct.keySet().forEach(name -> holds(name instanceof String, () -> "a name: " + name));
      struct.values().forEach(XmlProperties::isPlain);
    } else if (value instanceof Double number) {
      holds(Double.isFinite(number), () -> "a double: " + number);
    } else {
      holds(
          value instanceof String
              || value instanceof Integer
              || value instanceof Boolean
              || value instanceof byte[]
              || value instanceof Date,
          () -> "of no type of XML-RPC: " + value);
    }
  }

  /** Whether our writer has a form for it. */
  static boolean isWritable(Object value) {
    if (value instanceof List<?> array) {
      return array.stream().allMatch(XmlProperties::isWritable);
    }
    if (value instanceof Map<?, ?> struct) {
      return struct.values().stream().allMatch(XmlProperties::isWritable);
    }
    return !(value instanceof byte[] || value instanceof Date);
  }

  /** A reason is no name of a Java class, and has no stack trace; what came may be quoted in it. */
  static void tellsNothingOfTheInside(String text) {
    holds(
        !text.matches("[^:]*: [\\w.$]*(Exception|Error)\\b.*") && !text.contains("\tat "),
        () -> "tells of the inside: " + escaped(text));
  }
}
