package olympics.rpc.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import olympics.causality.core.VectorClock;
import olympics.games.core.Digits;
import olympics.games.core.Names;
import olympics.process.core.ProcessId;

/** A vector clock as the text of a header: {@code uid-incarnation=count}, joined by commas. */
public final class ClockText {
  /** The most processes in one text: some 6 KB, well within the limit for headers. */
  public static final int MAX_ENTRIES = 128;

  /** A uid of one digit, an incarnation and a count of some digits. */
  private static final int USUAL_ENTRY = 48;

  private ClockText() {}

  /**
   * Writes a clock.
   *
   * <p>Of a clock with more than {@link #MAX_ENTRIES} processes it keeps those with the highest
   * counts. What is left out makes later events look concurrent, never ordered wrongly.
   */
  public static String encode(VectorClock clock) {
    StringBuilder text = new StringBuilder(USUAL_ENTRY * clock.counts().size());
    for (Map.Entry<ProcessId, Long> entry : entries(clock)) {
      if (text.length() > 0) {
        text.append(',');
      }
      ProcessId process = entry.getKey();
      text.append(process.uid()).append('-').append(process.incarnation());
      text.append('=').append(entry.getValue().longValue());
    }
    return text.toString();
  }

  private static Collection<Map.Entry<ProcessId, Long>> entries(VectorClock clock) {
    if (clock.counts().size() <= MAX_ENTRIES) {
      return clock.counts().entrySet();
    }
    return clock.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_ENTRIES)
        .sorted(Map.Entry.comparingByKey())
        .collect(Collectors.toList());
  }

  /**
   * Reads a clock.
   *
   * @throws IllegalArgumentException if it is not one, or names too many processes
   */
  public static VectorClock decode(String text) {
    if (text.isEmpty()) {
      return VectorClock.EMPTY;
    }
    TreeMap<ProcessId, Long> counts = new TreeMap<>();
    for (int begin = 0; begin <= text.length(); ) {
      int comma = text.indexOf(',', begin);
      int end = comma < 0 ? text.length() : comma;
      int equals = text.indexOf('=', begin);
      if (equals < 0 || equals > end || counts.size() == MAX_ENTRIES) {
        throw malformed(text);
      }
      ProcessId process = ProcessId.parse(text.substring(begin, equals));
      long count = Digits.positive(text, equals + 1, end);
      if (count == 0 || counts.put(process, count) != null) {
        throw malformed(text);
      }
      begin = end + 1;
    }
    return new VectorClock(counts);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "not a vector clock: '"
            + Names.quotable(text)
            + "', expected at most "
            + MAX_ENTRIES
            + " of uid-incarnation=count, joined by commas");
  }
}
