package olympics.rpc.xml;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes XML-RPC documents; never writes what XML cannot carry. Confined to one document.
 *
 * <p>A value that has no form is an {@link IllegalArgumentException} that says which; nothing has
 * been sent then.
 */
public final class XmlRpcText {
  private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private final StringBuilder out = new StringBuilder(512).append(PROLOGUE);

  private XmlRpcText() {}

  /** A call. */
  public static byte[] call(String method, List<?> params) {
    XmlRpcText text = new XmlRpcText();
    text.out.append("<methodCall><methodName>");
    text.escaped(method);
    text.out.append("</methodName><params>");
    for (Object param : params) {
      text.out.append("<param>");
      text.value(param, 3);
      text.out.append("</param>");
    }
    text.out.append("</params></methodCall>");
    return text.bytes();
  }

  /** An answer. */
  public static byte[] answer(Object value) {
    XmlRpcText text = new XmlRpcText();
    text.out.append("<methodResponse><params><param>");
    text.value(value, 3);
    text.out.append("</param></params></methodResponse>");
    return text.bytes();
  }

  /** A fault; what XML cannot carry is replaced by its number, as {@code \}{@code u0001}. */
  public static byte[] fault(int code, String message) {
    XmlRpcText text = new XmlRpcText();
    text.out.append("<methodResponse><fault><value><struct><member><name>faultCode</name><value>");
    text.out.append("<int>").append(code).append("</int></value></member><member>");
    text.out.append("<name>faultString</name><value><string>");
    text.escaped(carriable(message));
    text.out.append("</string></value></member></struct></value></fault></methodResponse>");
    return text.bytes();
  }

  private byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Object value, int depth) {
    if (depth + 2 > XmlLimits.REQUEST.depth()) {
      throw new IllegalArgumentException("arrays and structs are nested too deep to send");
    }
    out.append("<value>");
    if (value instanceof String text) {
      out.append("<string>");
      escaped(text);
      out.append("</string>");
    } else if (value instanceof Integer number) {
      out.append("<int>").append(number.intValue()).append("</int>");
    } else if (value instanceof Double number) {
      out.append("<double>").append(plain(number)).append("</double>");
    } else if (value instanceof Boolean truth) {
      out.append("<boolean>").append(truth ? '1' : '0').append("</boolean>");
    } else if (value instanceof Map<?, ?> struct) {
      struct(struct, depth);
    } else if (value instanceof List<?> array) {
      array(array, depth);
    } else if (value instanceof Object[] array) {
      array(java.util.Arrays.asList(array), depth);
    } else {
      throw new IllegalArgumentException(
          "no XML-RPC form for "
              + (value == null ? "null" : value.getClass().getSimpleName())
              + ", expected String, Integer, Double, Boolean, List or Map");
    }
    out.append("</value>");
  }

  private void struct(Map<?, ?> struct, int depth) {
    out.append("<struct>");
    for (Map.Entry<?, ?> member : struct.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException("a struct's member has a name that is no string");
      }
      out.append("<member><name>");
      escaped(name);
      out.append("</name>");
      value(member.getValue(), depth + 3);
      out.append("</member>");
    }
    out.append("</struct>");
  }

  private void array(List<?> array, int depth) {
    out.append("<array><data>");
    for (Object element : array) {
      value(element, depth + 3);
    }
    out.append("</data></array>");
  }

  /** XML-RPC has no exponents. */
  private static String plain(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("no XML-RPC form for the double " + number);
    }
    double size = Math.abs(number);
    return size == 0 || (size >= 1e-3 && size < 1e7)
        ? Double.toString(number)
        : BigDecimal.valueOf(number).toPlainString();
  }

  private void escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        // A reader would make a line feed of it.
        case '\r' -> out.append("&#13;");
        default -> {
          if (c >= ' ' && c < 0x7F) {
            out.append(c);
          } else {
            i += rare(text, i);
          }
        }
      }
    }
  }

  /** Returns how many more units than one were read. */
  private int rare(String text, int at) {
    int codePoint = text.codePointAt(at);
    if (!isXml(codePoint)) {
      throw new IllegalArgumentException(
          String.format("a text has U+%04X at position %d, which XML cannot carry", codePoint, at));
    }
    out.appendCodePoint(codePoint);
    return Character.charCount(codePoint) - 1;
  }

  private static String carriable(String text) {
    if (text.codePoints().allMatch(XmlRpcText::isXml)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isXml(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format("\\u%04x", c));
              }
            });
    return shown.toString();
  }

  /** XML 1.0, production 2. A lone surrogate is a code point of its own here, and not allowed. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
