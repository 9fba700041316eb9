package olympics.rpc.xml;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a value of any kind from any bytes: the same value from the same bytes. Past their end come
 * zeros. Confined to one value.
 */
final class ValueBytes {
  private static final int KINDS_WITHOUT_PARTS = 6;
  private static final int KINDS = 8;

  private final ByteBuffer bytes;

  ValueBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * A value, some of which XML-RPC cannot carry.
   *
   * @param depth how deep arrays and structs may be nested
   */
  Object value(int depth) {
    return switch (below(depth == 0 ? KINDS_WITHOUT_PARTS : KINDS)) {
      case 0 -> (int) number(Integer.BYTES);
      case 1 -> Double.longBitsToDouble(number(Long.BYTES));
      case 2 -> number(Integer.BYTES) / 100.0;
      case 3 -> below(2) == 1;
      case 4 -> text();
      case 5 -> number(Long.BYTES);
      case 6 -> array(depth - 1);
      default -> struct(depth - 1);
    };
  }

  /** A text of up to 15 UTF-16 units, halves of pairs among them. */
  String text() {
    StringBuilder text = new StringBuilder();
    boolean ascii = below(2) == 0;
    for (int units = below(16); units > 0; units--) {
      text.append((char) number(ascii ? 1 : 2));
    }
    return text.toString();
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    for (int count = below(4); count > 0; count--) {
      array.add(value(depth));
    }
    return array;
  }

  private Map<String, Object> struct(int depth) {
    Map<String, Object> struct = new LinkedHashMap<>();
    for (int count = below(4); count > 0; count--) {
      struct.put(text(), value(depth));
    }
    return struct;
  }

  private int below(int limit) {
    return (int) number(1) % limit;
  }

  /** The next bytes as a number; a single one is not negative. */
  private long number(int count) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number = (number << Byte.SIZE) | (bytes.hasRemaining() ? bytes.get() & 0xFF : 0);
    }
    return number;
  }
}
