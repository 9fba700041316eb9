package olympics.cacofonix.core;

/** Counts the line breaks of a text: LF, CR, and CR LF as one. Confined to one text. */
public final class LineBreaks {
  private long count;
  private boolean afterReturn;

  /** How many a text has. */
  public static long in(CharSequence text) {
    LineBreaks breaks = new LineBreaks();
    text.chars().forEachOrdered(breaks::next);
    return breaks.count();
  }

  /** Takes the next character, or the next byte of a text in UTF-8. */
  public void next(int unit) {
    count += unit == '\r' || (unit == '\n' && !afterReturn) ? 1 : 0;
    afterReturn = unit == '\r';
  }

  /** How many have come. */
  public long count() {
    return count;
  }
}
