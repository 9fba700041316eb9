package olympics.causality.core;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import olympics.process.core.ProcessId;

/**
 * How many receipts of each process are known to have happened before or at this point.
 *
 * @param counts by process; no entry is 0 or negative
 */
public record VectorClock(SortedMap<ProcessId, Long> counts) {
  public static final VectorClock EMPTY = new VectorClock(new TreeMap<>());

  public VectorClock {
    counts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** The receipts that are known of one process. */
  public long count(ProcessId process) {
    return counts.getOrDefault(process, 0L);
  }

  /** This clock after one more receipt at {@code process}. */
  public VectorClock plusOne(ProcessId process) {
    TreeMap<ProcessId, Long> next = new TreeMap<>(counts);
    next.merge(process, 1L, Long::sum);
    return new VectorClock(next);
  }

  /** The least clock that knows all that both know. */
  public VectorClock merge(VectorClock other) {
    TreeMap<ProcessId, Long> merged = new TreeMap<>(counts);
    other.counts.forEach((process, count) -> merged.merge(process, count, Math::max));
    return new VectorClock(merged);
  }

  /** Whether every count here is at most the other's, and one is less: happened-before. */
  public boolean isBefore(VectorClock other) {
    for (Map.Entry<ProcessId, Long> entry : counts.entrySet()) {
      if (entry.getValue() > other.count(entry.getKey())) {
        return false;
      }
    }
    return !counts.equals(other.counts);
  }
}
