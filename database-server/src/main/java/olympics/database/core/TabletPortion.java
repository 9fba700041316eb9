package olympics.database.core;

import java.util.Optional;

/**
 * How many tablets one message or one page tells of: as many as stay well within the limits of a
 * request (1 MiB and 10,000 elements), and at least one. Not thread-safe.
 */
final class TabletPortion {
  /** The most tablets. */
  static final int MAX_TABLETS = 100;

  /** The most names that they follow; each is two elements. */
  static final int MAX_NAMES = 2_000;

  /** The most bytes that their names may take, if every character needs the longest escape. */
  static final int MAX_NAME_BYTES = 900_000;

  private static final int BYTES_OF_LONGEST_ESCAPE = 6;
  private static final int BYTES_OF_TAGS = 40;

  private int tablets;
  private int names;
  private long nameBytes;

  /** Whether this one fits too; if so, it is counted in. */
  boolean takes(Optional<Registration> registration) {
    int moreNames = 0;
    long moreBytes = 0;
    if (registration.isPresent()) {
      moreNames = registration.get().teams().size() + registration.get().events().size();
      moreBytes = bytes(registration.get().teams()) + bytes(registration.get().events());
    }
    boolean fits =
        tablets < MAX_TABLETS
            && names + moreNames <= MAX_NAMES
            && nameBytes + moreBytes <= MAX_NAME_BYTES;
    if (tablets > 0 && !fits) {
      return false;
    }
    tablets++;
    names += moreNames;
    nameBytes += moreBytes;
    return true;
  }

  private static long bytes(Iterable<String> names) {
    long bytes = 0;
    for (String name : names) {
      bytes += BYTES_OF_TAGS + (long) BYTES_OF_LONGEST_ESCAPE * name.length();
    }
    return bytes;
  }
}
