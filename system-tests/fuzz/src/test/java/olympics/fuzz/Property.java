package olympics.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says what is broken. Cheap while all is well: a message is made only when it is needed. */
public final class Property {
  private Property() {}

  /**
   * Requires what must hold.
   *
   * @throws AssertionError saying what was broken, if it does not hold
   */
  public static void holds(boolean condition, Supplier<String> broken) {
    if (!condition) {
      throw new AssertionError(broken.get());
    }
  }

  /** Requires a text that fits into one line of a message: short, nothing that moves the cursor. */
  public static void isOneLine(String text, int most) {
    holds(text.length() <= most, () -> "a text of " + text.length() + " characters: " + text);
    holds(
        text.chars().noneMatch(Character::isISOControl),
        () -> "a text with control characters: " + escaped(text));
  }

  /** A text with what cannot be seen shown by its number. */
  public static String escaped(String text) {
    return text.chars()
        .mapToObj(
            c -> c >= ' ' && c < 0x7F ? String.valueOf((char) c) : String.format("\\u%04x", c))
        .collect(Collectors.joining());
  }

  /** Bytes as a text that can be read, one character each. */
  public static String escaped(byte[] bytes) {
    return escaped(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
