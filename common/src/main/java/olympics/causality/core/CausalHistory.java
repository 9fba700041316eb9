package olympics.causality.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.process.core.ProcessId;

/**
 * One server's vector clock over time: counts its receipts, learns from others, and forgets dead
 * processes so that clocks stay small. Not thread-safe.
 *
 * <p>Forgetting is bounded in both directions: at most {@link #MAX_ENTRIES} processes are kept, and
 * what was forgotten does not come back from another server that still remembers it. It can make a
 * receipt look concurrent with an earlier one at a process that died; it never turns an order
 * around, since one's own count is always kept.
 */
public final class CausalHistory {
  /** The most processes a clock tells of. */
  public static final int MAX_ENTRIES = 64;

  private static final int MAX_FORGOTTEN = 256;

  private final ProcessId self;
  private final long keepNanos;
  private final Map<ProcessId, Long> advancedAt = new HashMap<>();
  private final Map<ProcessId, Long> forgotten = new LinkedHashMap<>();
  private VectorClock clock = VectorClock.EMPTY;

  /**
   * The history of a process that has received nothing.
   *
   * @param keepNanos how long a dead process is remembered after its count last grew
   */
  public CausalHistory(ProcessId self, long keepNanos) {
    this.self = self;
    this.keepNanos = keepNanos;
  }

  /** Counts one receipt, after what came with it. Answers the clock of this receipt. */
  public VectorClock received(VectorClock attached, long now) {
    learned(attached, now);
    clock = clock.plusOne(self);
    return clock;
  }

  /** Merges what another process knew. */
  public void learned(VectorClock attached, long now) {
    if (attached.counts().isEmpty()) {
      return;
    }
    List<ProcessId> news = new ArrayList<>();
    List<ProcessId> bygone = new ArrayList<>();
    attached
        .counts()
        .forEach(
            (process, count) -> {
              if (process.equals(self)) {
                return;
              }
              if (count <= forgotten.getOrDefault(process, 0L)) {
                bygone.add(process);
              } else if (count > clock.count(process)) {
                news.add(process);
              }
            });
    if (news.isEmpty()) {
      return;
    }
    bygone.add(self);
    clock = clock.merge(attached.without(bygone));
    news.forEach(process -> advancedAt.put(process, now));
    news.forEach(forgotten::remove);
    forgetDownTo(MAX_ENTRIES - 1);
  }

  /**
   * Forgets processes that are not alive and whose counts have not grown for the time they are
   * kept.
   *
   * @param alive never forgotten here; only the bound on the size can drop one of them
   */
  public void prune(Collection<ProcessId> alive, long now) {
    forget(
        advancedAt.entrySet().stream()
            .filter(entry -> !alive.contains(entry.getKey()))
            .filter(entry -> now - entry.getValue() >= keepNanos)
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The clock as it stands. */
  public VectorClock now() {
    return clock;
  }

  /** Keeps those others whose counts grew last; one place is for this process itself. */
  private void forgetDownTo(int others) {
    int tooMany = advancedAt.size() - others;
    if (tooMany > 0) {
      forget(
          advancedAt.entrySet().stream()
              .sorted(
                  Map.Entry.<ProcessId, Long>comparingByValue()
                      .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
              .limit(tooMany)
              .map(Map.Entry::getKey)
              .toList());
    }
  }

  private void forget(List<ProcessId> processes) {
    for (ProcessId process : processes) {
      advancedAt.remove(process);
      forgotten.put(process, clock.count(process));
    }
    clock = clock.without(processes);
    while (forgotten.size() > MAX_FORGOTTEN) {
      forgotten.remove(forgotten.keySet().iterator().next());
    }
  }
}
