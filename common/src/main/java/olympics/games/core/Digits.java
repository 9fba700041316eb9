package olympics.games.core;

/** Texts of digits, read without a regular expression: several of them come with every message. */
public final class Digits {
  private static final int MOST_DECIMAL = 18;

  private Digits() {}

  /** Whether a text is exactly so many lower-case hexadecimal digits. */
  public static boolean isLowerHex(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (!(isDecimal(c) || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The number that a part of a text is: 1 to 18 decimal digits, the first of them not 0.
   *
   * @return 0 if it is none
   */
  public static long positive(String text, int from, int to) {
    if (to <= from || to - from > MOST_DECIMAL || text.charAt(from) == '0') {
      return 0;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDecimal(c)) {
        return 0;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  private static boolean isDecimal(char c) {
    return c >= '0' && c <= '9';
  }
}
