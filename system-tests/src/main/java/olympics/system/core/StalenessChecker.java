package olympics.system.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * No read that is not flagged stale is older than the bound: it shows every write of its team that
 * was acknowledged longer than the bound before it began. One merged pass over writes and reads.
 */
public final class StalenessChecker {
  private StalenessChecker() {}

  /** All violations. All clients' times are on one clock. */
  public static List<Violation> check(Collection<Operation> history, Duration bound) {
    List<Operation.Increment> writes = new ArrayList<>();
    List<Operation.Read> reads = new ArrayList<>();
    for (Operation operation : history) {
      if (operation instanceof Operation.Increment write
          && write.outcome() == Operation.Outcome.OK) {
        writes.add(write);
      } else if (operation instanceof Operation.Read read && !read.stale()) {
        reads.add(read);
      }
    }
    writes.sort(Comparator.comparingLong(Operation::end));
    reads.sort(Comparator.comparingLong(Operation::begin));

    List<Violation> violations = new ArrayList<>();
    Map<String, Operation.Increment> due = new HashMap<>();
    int next = 0;
    for (Operation.Read read : reads) {
      for (;
          next < writes.size() && writes.get(next).end() < read.begin() - bound.toNanos();
          next++) {
        due.merge(
            writes.get(next).team().toLowerCase(Locale.ROOT),
            writes.get(next),
            (a, b) -> a.version().number() >= b.version().number() ? a : b);
      }
      Operation.Increment owed = due.get(read.team().toLowerCase(Locale.ROOT));
      if (owed != null && read.version().number() < owed.version().number()) {
        violations.add(
            new Violation("no unflagged read is older than " + bound, read + " misses " + owed));
      }
    }
    return violations;
  }
}
