package olympics.causality.core;

import java.util.Collection;
import java.util.Collections;
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
    counts =
        Collections.unmodifiableSortedMap(counts instanceof Own ? counts : new TreeMap<>(counts));
  }

  /** Made in here and not changed afterwards, so a clock keeps it without another copy. */
  private static final class Own extends TreeMap<ProcessId, Long> {
    private static final long serialVersionUID = 1L;

    Own(SortedMap<ProcessId, Long> counts) {
      super(counts);
    }
  }

  /** The receipts that are known of one process. */
  public long count(ProcessId process) {
    return counts.getOrDefault(process, 0L);
  }

  /** This clock after one more receipt at {@code process}. */
  public VectorClock plusOne(ProcessId process) {
    Own next = new Own(counts);
    next.merge(process, 1L, Long::sum);
    return new VectorClock(next);
  }

  /** The least clock that knows all that both know. */
  public VectorClock merge(VectorClock other) {
    Own merged = new Own(counts);
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

  /** Whether neither is before the other, and they differ: neither can have caused the other. */
  public boolean isConcurrentWith(VectorClock other) {
    return !equals(other) && !isBefore(other) && !other.isBefore(this);
  }

  /** All receipts that are known. Of the servers' own counts, the sum is the requests handled. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** This clock without some processes. What it is compared with may then look concurrent. */
  public VectorClock without(Collection<ProcessId> processes) {
    Own fewer = new Own(counts);
    fewer.keySet().removeAll(processes);
    return new VectorClock(fewer);
  }
}
