package olympics.wire;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * Reads the members of a struct that came from another process, and says plainly what is wrong.
 *
 * @param members by name
 */
public record Struct(Map<?, ?> members) {

  /**
   * A value that must be a struct.
   *
   * @throws MalformedAnswerException if it is something else
   */
  public static Struct of(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Struct(map);
    }
    throw new MalformedAnswerException("expected a struct, got " + typeOf(value));
  }

  /** A value that must be an array, as a list; the XML-RPC library hands arrays out as Object[]. */
  public static List<Object> array(Object value) {
    if (value instanceof Object[] array) {
      return List.of(array);
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new MalformedAnswerException("expected an array, got " + typeOf(value));
  }

  /** A value that must be an array of strings. */
  public static List<String> strings(Object value) {
    List<String> strings = new ArrayList<>();
    for (Object element : array(value)) {
      if (!(element instanceof String string)) {
        throw new MalformedAnswerException("expected a string, got " + typeOf(element));
      }
      strings.add(string);
    }
    return strings;
  }

  public String string(String name) {
    return member(name, String.class, "string");
  }

  public int integer(String name) {
    return member(name, Integer.class, "int");
  }

  public double number(String name) {
    return member(name, Number.class, "double").doubleValue();
  }

  public boolean bool(String name) {
    return member(name, Boolean.class, "boolean");
  }

  public Struct struct(String name) {
    return of(member(name, Object.class, "struct"));
  }

  public List<Object> list(String name) {
    return array(member(name, Object.class, "array"));
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  private <T> T member(String name, Class<T> type, String wanted) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new MalformedAnswerException(
          "expected member '" + name + "' of type " + wanted + ", got " + typeOf(value));
    }
    return type.cast(value);
  }

  /** The type as the wire names it: what it is in here is nobody's business there. */
  private static String typeOf(Object value) {
    if (value == null) {
      return "nothing";
    } else if (value instanceof String) {
      return "string";
    } else if (value instanceof Integer) {
      return "int";
    } else if (value instanceof Number) {
      return "double";
    } else if (value instanceof Boolean) {
      return "boolean";
    } else if (value instanceof Map<?, ?>) {
      return "struct";
    } else if (value instanceof List<?> || value instanceof Object[]) {
      return "array";
    }
    return value instanceof Date ? "dateTime.iso8601" : "base64";
  }
}
