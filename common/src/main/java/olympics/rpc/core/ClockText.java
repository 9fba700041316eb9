package olympics.rpc.core;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import olympics.causality.core.VectorClock;
import olympics.games.core.Names;
import olympics.process.core.ProcessId;

/** A vector clock as the text of a header: {@code uid-incarnation=count}, joined by commas. */
public final class ClockText {
  /** The most processes in one text: some 6 KB, well within the limit for headers. */
  public static final int MAX_ENTRIES = 128;

  private ClockText() {}

  /**
   * Writes a clock.
   *
   * <p>Of a clock with more than {@link #MAX_ENTRIES} processes it keeps those with the highest
   * counts. What is left out makes later events look concurrent, never ordered wrongly.
   */
  public static String encode(VectorClock clock) {
    return entries(clock).stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  private static List<Map.Entry<ProcessId, Long>> entries(VectorClock clock) {
    if (clock.counts().size() <= MAX_ENTRIES) {
      return List.copyOf(clock.counts().entrySet());
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
    for (String entry : text.split(",", -1)) {
      int equals = entry.indexOf('=');
      if (equals < 0 || counts.size() == MAX_ENTRIES) {
        throw malformed(text);
      }
      ProcessId process = ProcessId.parse(entry.substring(0, equals));
      if (counts.put(process, count(entry.substring(equals + 1), text)) != null) {
        throw malformed(text);
      }
    }
    return new VectorClock(counts);
  }

  private static long count(String digits, String text) {
    if (!digits.matches("[1-9][0-9]{0,17}")) {
      throw malformed(text);
    }
    return Long.parseLong(digits);
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
