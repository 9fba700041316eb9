package olympics.tablet.core.screen;

import olympics.games.core.Names;
import org.jline.utils.WCWidth;

/**
 * Text in columns of a terminal, where a Chinese character takes two and an accent none.
 *
 * <p>Directions of writing: the characters that turn it are shown as their numbers, as control
 * characters are; letters that run from right to left stay in the order in which they were sent.
 */
final class Cells {
  private static final String MORE = "…";

  private Cells() {}

  /** A text from outside as it may be shown: it moves no cursor and turns no direction. */
  static String shown(String text) {
    return Names.quotable(text, Names.MAX_LENGTH);
  }

  /** How many columns a text takes that has no control characters. */
  static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  private static int width(int codePoint) {
    return Math.max(0, WCWidth.wcwidth(codePoint));
  }

  /** The text, or as much of it as that many columns hold, with {@code …} in the last. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    if (columns <= 0) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (used + width(codePoint) > columns - 1) {
        break;
      }
      used += width(codePoint);
      kept.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return kept.append(MORE).toString();
  }

  /** The text in exactly that many columns, at their left. */
  static String left(String text, int columns) {
    String cut = cut(text, columns);
    return cut + " ".repeat(Math.max(0, columns - width(cut)));
  }

  /** The text in exactly that many columns, at their right. */
  static String right(String text, int columns) {
    String cut = cut(text, columns);
    return " ".repeat(Math.max(0, columns - width(cut))) + cut;
  }
}
