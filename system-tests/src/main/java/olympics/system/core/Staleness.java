package olympics.system.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How old what was read really was: for each read, how long before it began the first write that it
 * misses had been acknowledged; 0 if it misses none.
 *
 * @param seconds one for each read, in ascending order
 */
public record Staleness(List<Double> seconds) {
  public Staleness {
    seconds = List.copyOf(seconds);
  }

  /** Of all reads that were not flagged stale. */
  public static Staleness ofUnflagged(Collection<Operation> history) {
    Map<String, List<Operation.Increment>> writes = new HashMap<>();
    for (Operation operation : history) {
      if (operation instanceof Operation.Increment write
          && write.outcome() == Operation.Outcome.OK) {
        writes.computeIfAbsent(key(write.team()), team -> new ArrayList<>()).add(write);
      }
    }
    writes.values().forEach(Staleness::sortByVersion);
    List<Double> seconds = new ArrayList<>();
    for (Operation operation : history) {
      if (operation instanceof Operation.Read read && !read.stale()) {
        seconds.add(age(read, writes.getOrDefault(key(read.team()), List.of())));
      }
    }
    seconds.sort(Comparator.naturalOrder());
    return new Staleness(seconds);
  }

  private static void sortByVersion(List<Operation.Increment> writes) {
    writes.sort(Comparator.comparingLong(write -> write.version().number()));
  }

  private static double age(Operation.Read read, List<Operation.Increment> writes) {
    int low = 0;
    int high = writes.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (writes.get(middle).version().number() <= read.version().number()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == writes.size() ? 0 : Math.max(0, (read.begin() - writes.get(low).end()) / 1e9);
  }

  private static String key(String team) {
    return team.toLowerCase(Locale.ROOT);
  }

  /** What this share of the reads did not exceed, nearest rank; 0 if there are none. */
  public double quantile(double share) {
    int rank = (int) Math.ceil(share * seconds.size());
    return seconds.isEmpty() ? 0 : seconds.get(Math.max(1, Math.min(seconds.size(), rank)) - 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50=%.3f s p90=%.3f s p99=%.3f s p99.9=%.3f s longest=%.3f s",
        quantile(0.5),
        quantile(0.9),
        quantile(0.99),
        quantile(0.999),
        quantile(1));
  }
}
