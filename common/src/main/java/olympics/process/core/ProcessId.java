package olympics.process.core;

import java.util.Comparator;
import java.util.regex.Pattern;
import olympics.games.core.Names;

/**
 * One life of one process. Ordered by uid, then by incarnation, so equal uids still have an order.
 *
 * @param uid given on the command line; larger is higher in an election
 * @param incarnation 32 lower-case hexadecimal digits (128 bits), drawn at random at each start
 */
public record ProcessId(int uid, String incarnation) implements Comparable<ProcessId> {
  private static final Comparator<ProcessId> ORDER =
      Comparator.comparingInt(ProcessId::uid).thenComparing(ProcessId::incarnation);

  private static final Pattern INCARNATION = Pattern.compile("[0-9a-f]{32}");

  public ProcessId {
    if (!isIncarnation(incarnation)) {
      throw new IllegalArgumentException(
          "not an incarnation: '" + Names.quotable(incarnation) + "'");
    }
  }

  /** Whether a text has the form of an incarnation. */
  public static boolean isIncarnation(String text) {
    return INCARNATION.matcher(text).matches();
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
      ProcessId read =
          new ProcessId(Integer.parseInt(text.substring(0, dash)), text.substring(dash + 1));
      if (!read.toString().equals(text)) {
        throw notAnId(text);
      }
      return read;
    } catch (NumberFormatException e) {
      throw notAnId(text);
    }
  }

  private static IllegalArgumentException notAnId(String text) {
    return new IllegalArgumentException("not a process id: '" + Names.quotable(text) + "'");
  }

  @Override
  public int compareTo(ProcessId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return uid + "-" + incarnation;
  }
}
