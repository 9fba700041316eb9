package olympics.process.core;

import olympics.games.core.Digits;
import olympics.games.core.Names;

/**
 * One life of one process. Ordered by uid, then by incarnation, so equal uids still have an order.
 *
 * @param uid given on the command line; larger is higher in an election
 * @param incarnation 32 lower-case hexadecimal digits (128 bits), drawn at random at each start
 */
public record ProcessId(int uid, String incarnation) implements Comparable<ProcessId> {
  private static final int INCARNATION_DIGITS = 32;

  public ProcessId {
    if (!isIncarnation(incarnation)) {
      throw new IllegalArgumentException(
          "not an incarnation: '" + Names.quotable(incarnation) + "'");
    }
  }

  /** Whether a text has the form of an incarnation. */
  public static boolean isIncarnation(String text) {
    return Digits.isLowerHex(text, INCARNATION_DIGITS);
  }

  /**
   * Reads {@code uid-incarnation}, exactly the form of {@link #toString}.
   *
   * @throws IllegalArgumentException quoting the text, if it is not of that form
   */
  public static ProcessId parse(String text) {
    int dash = text.lastIndexOf('-');
    if (dash < 1) {
      throw notAnId(text);
    }
    try {
      int uid = Integer.parseInt(text, 0, dash, 10);
      String written = Integer.toString(uid);
      if (written.length() != dash || !text.startsWith(written)) {
        throw notAnId(text);
      }
      return new ProcessId(uid, text.substring(dash + 1));
    } catch (NumberFormatException e) {
      throw notAnId(text);
    }
  }

  private static IllegalArgumentException notAnId(String text) {
    return new IllegalArgumentException("not a process id: '" + Names.quotable(text) + "'");
  }

  @Override
  public int compareTo(ProcessId other) {
    int byUid = Integer.compare(uid, other.uid);
    return byUid != 0 ? byUid : incarnation.compareTo(other.incarnation);
  }

  @Override
  public String toString() {
    return uid + "-" + incarnation;
  }
}
