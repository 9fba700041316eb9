package olympics.games.core;

import java.util.Locale;

/** The rules for names of teams and events, and for score texts. */
public final class Names {
  /** The most characters (UTF-16 units) of a team's or event's name, or of a score. */
  public static final int MAX_LENGTH = 200;

  private Names() {}

  /**
   * A team's or event's name without surrounding white space.
   *
   * @param what what the name is of, for the error text: "team", "event"
   * @throws IllegalArgumentException if it is empty, longer than {@link #MAX_LENGTH}, or holds a
   *     control character or half of a surrogate pair
   */
  public static String requireName(String what, String name) {
    String stripped = name.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty, expected a name");
    }
    return requireText(what, stripped);
  }

  /**
   * A text that can be stored and sent exactly as it is.
   *
   * @throws IllegalArgumentException as {@link #requireName}, but an empty text is allowed
   */
  public static String requireText(String what, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " has " + text.length() + " characters, expected at most " + MAX_LENGTH);
    }
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int type = Character.getType(codePoint);
      if (type == Character.CONTROL
          || type == Character.SURROGATE
          || codePoint == 0xFFFE
          || codePoint == 0xFFFF) {
        throw new IllegalArgumentException(
            String.format(
                "%s has the character U+%04X at position %d, expected printable text",
                what, codePoint, i));
      }
      i += Character.charCount(codePoint);
    }
    return text;
  }

  /** What two names share if they are the same name: names match without regard to case. */
  public static String fold(String name) {
    return name.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** A text from outside made fit for a one-line message: control characters shown, cut short. */
  public static String quotable(String text) {
    return quotable(text, 60);
  }

  /** As {@link #quotable(String)}, cut after {@code most} characters. */
  public static String quotable(String text, int most) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (type == Character.CONTROL
                  || type == Character.SURROGATE
                  || type == Character.FORMAT
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > most
        ? shown.append("...").toString()
        : shown.toString();
  }
}
