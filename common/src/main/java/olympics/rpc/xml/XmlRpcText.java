package olympics.rpc.xml;

import java.math.BigDecimal;
import java.util.Arrays;
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
  private static final int USUAL_BYTES = 1024;

  /** Written as bytes from the start: nearly all of it is ASCII. */
  private byte[] out = new byte[USUAL_BYTES];

  private int length;

  private XmlRpcText() {}

  /** A call. */
  public static byte[] call(String method, List<?> params) {
    XmlRpcText text = new XmlRpcText();
    text.add(PROLOGUE);
    text.add("<methodCall><methodName>");
    text.escaped(method);
    text.add("</methodName><params>");
    for (Object param : params) {
      text.add("<param>");
      text.value(param, 3);
      text.add("</param>");
    }
    text.add("</params></methodCall>");
    return text.bytes();
  }

  /** An answer. */
  public static byte[] answer(Object value) {
    XmlRpcText text = new XmlRpcText();
    text.add(PROLOGUE);
    text.add("<methodResponse><params><param>");
    text.value(value, 3);
    text.add("</param></params></methodResponse>");
    return text.bytes();
  }

  /** A fault; what XML cannot carry is replaced by its number, as {@code \}{@code u0001}. */
  public static byte[] fault(int code, String message) {
    XmlRpcText text = new XmlRpcText();
    text.add(PROLOGUE);
    text.add("<methodResponse><fault><value><struct><member><name>faultCode</name><value>");
    text.add("<int>");
    text.add(Integer.toString(code));
    text.add("</int></value></member><member>");
    text.add("<name>faultString</name><value><string>");
    text.escaped(carriable(message));
    text.add("</string></value></member></struct></value></fault></methodResponse>");
    return text.bytes();
  }

  /** The members of a struct, none of which may be an array or a struct: at any depth the same. */
  static byte[] scalarMembers(Map<String, Object> members) {
    for (Object value : members.values()) {
      if (value instanceof Map || value instanceof List || value instanceof Object[]) {
        throw new IllegalArgumentException("expected neither arrays nor structs, got " + members);
      }
    }
    XmlRpcText text = new XmlRpcText();
    text.members(members, 3);
    return text.bytes();
  }

  private byte[] bytes() {
    return Arrays.copyOf(out, length);
  }

  /** Adds a text of ASCII characters that need no escape. */
  private void add(String text) {
    int units = text.length();
    room(units);
    for (int i = 0; i < units; i++) {
      out[length + i] = (byte) text.charAt(i);
    }
    length += units;
  }

  private void room(int more) {
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
    }
  }

  private void value(Object value, int depth) {
    if (depth + 2 > XmlLimits.REQUEST.depth()) {
      throw new IllegalArgumentException("arrays and structs are nested too deep to send");
    }
    add("<value>");
    if (value instanceof String text) {
      add("<string>");
      escaped(text);
      add("</string>");
    } else if (value instanceof Integer number) {
      add("<int>");
      add(number.toString());
      add("</int>");
    } else if (value instanceof Double number) {
      add("<double>");
      add(plain(number));
      add("</double>");
    } else if (value instanceof Boolean truth) {
      add(truth ? "<boolean>1</boolean>" : "<boolean>0</boolean>");
    } else if (value instanceof Map<?, ?> struct) {
      struct(struct, depth);
    } else if (value instanceof List<?> array) {
      array(array, depth);
    } else if (value instanceof Object[] array) {
      array(Arrays.asList(array), depth);
    } else {
      throw new IllegalArgumentException(
          "no XML-RPC form for "
              + (value == null ? "null" : value.getClass().getSimpleName())
              + ", expected String, Integer, Double, Boolean, List or Map");
    }
    add("</value>");
  }

  private void struct(Map<?, ?> struct, int depth) {
    add("<struct>");
    if (struct instanceof PreparedStruct prepared) {
      byte[] beginning = prepared.beginningXml();
      room(beginning.length);
      System.arraycopy(beginning, 0, out, length, beginning.length);
      length += beginning.length;
      members(prepared.rest(), depth);
    } else {
      members(struct, depth);
    }
    add("</struct>");
  }

  private void members(Map<?, ?> struct, int depth) {
    for (Map.Entry<?, ?> member : struct.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException("a struct's member has a name that is no string");
      }
      add("<member><name>");
      escaped(name);
      add("</name>");
      value(member.getValue(), depth + 3);
      add("</member>");
    }
  }

  private void array(List<?> array, int depth) {
    add("<array><data>");
    for (Object element : array) {
      value(element, depth + 3);
    }
    add("</data></array>");
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
        case '&' -> add("&amp;");
        case '<' -> add("&lt;");
        case '>' -> add("&gt;");
        // A reader would make a line feed of it.
        case '\r' -> add("&#13;");
        default -> {
          if (c >= ' ' && c < 0x7F) {
            room(1);
            out[length++] = (byte) c;
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
    utf8(codePoint);
    return Character.charCount(codePoint) - 1;
  }

  private void utf8(int codePoint) {
    room(4);
    if (codePoint < 0x80) {
      out[length++] = (byte) codePoint;
      return;
    }
    if (codePoint < 0x800) {
      out[length++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        out[length++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        out[length++] = (byte) (0xF0 | (codePoint >> 18));
        out[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      out[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    out[length++] = (byte) (0x80 | (codePoint & 0x3F));
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
