package olympics.games.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a write stands in the database's history: {@code epoch.number} on the wire.
 *
 * <p>Two versions compare only within a {@link Lineage}, which knows the order of the epochs.
 *
 * @param epoch drawn at random at each start of the database, 16 lower-case hexadecimal digits
 * @param number counts the database's writes, from 0, and goes on through the epochs
 */
public record Version(String epoch, long number) {
  private static final Pattern WIRE = Pattern.compile("([0-9a-f]{16})\\.(0|[1-9][0-9]{0,17})");

  private static final int EPOCH_DIGITS = 16;

  public Version {
    if (!Digits.isLowerHex(epoch, EPOCH_DIGITS) || number < 0) {
      throw new IllegalArgumentException("not a version: '" + epoch + "." + number + "'");
    }
  }

  /**
   * Reads {@code epoch.number}.
   *
   * @throws IllegalArgumentException quoting the text, if it is not of that form
   */
  public static Version parse(String text) {
    Matcher matcher = WIRE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a version: '"
              + Names.quotable(text)
              + "', expected epoch.number as an earlier answer gave it");
    }
    return new Version(matcher.group(1), Long.parseLong(matcher.group(2)));
  }

  /** The wire form, {@code epoch.number}. */
  @Override
  public String toString() {
    return epoch + "." + number;
  }
}
