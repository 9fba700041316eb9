package olympics.database.core;

import java.util.Optional;
import olympics.process.core.PushKey;

/**
 * How many tablets one message or one page tells of: as many as stay well within the limits of a
 * request (1 MiB and 10,000 elements), and at least one. Not thread-safe.
 */
final class TabletPortion {
  /** The most tablets. */
  static final int MAX_TABLETS = 100;

  /** The most names that they follow; each is two elements. */
  static final int MAX_NAMES = 2_000;

  /** The most bytes of their names, if every character needs the longest escape, and keys. */
  static final int MAX_BYTES = 900_000;

  private static final int BYTES_OF_LONGEST_ESCAPE = 6;
  private static final int BYTES_OF_TAGS = 40;
  private static final int BYTES_OF_MEMBER_TAGS = 100;

  private int tablets;
  private int names;
  private long bytes;

  /** Whether this one fits too; if so, it is counted in. */
  boolean takes(Optional<Registration> registration) {
    int moreNames = 0;
    long moreBytes = 0;
    if (registration.isPresent()) {
      moreNames = registration.get().teams().size() + registration.get().events().size();
      moreBytes =
          bytes(registration.get().teams())
              + bytes(registration.get().events())
              + registration.get().pushKey().map(TabletPortion::bytes).orElse(0);
    }
    boolean fits =
        tablets < MAX_TABLETS && names + moreNames <= MAX_NAMES && bytes + moreBytes <= MAX_BYTES;
    if (tablets > 0 && !fits) {
      return false;
    }
    tablets++;
    names += moreNames;
    bytes += moreBytes;
    return true;
  }

  /** It has no character that needs an escape. */
  private static int bytes(PushKey key) {
    return BYTES_OF_MEMBER_TAGS + key.text().length();
  }

  private static long bytes(Iterable<String> names) {
    long bytes = 0;
    for (String name : names) {
      bytes += BYTES_OF_TAGS + (long) BYTES_OF_LONGEST_ESCAPE * name.length();
    }
    return bytes;
  }
}
