package olympics.system.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Monotonic reads and read-your-writes (Terry et al. 1994) for clients that send {@code
 * min_version}: what a client reads of a team is never older than what it read or wrote of it
 * before. Versions are compared by number, so no history may hold a restored backup.
 */
public final class SessionChecker {
  private SessionChecker() {}

  /** All violations, client by client. */
  public static List<Violation> check(Collection<Operation> history) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Operation> newest = new HashMap<>();
    Map<String, Long> seen = new HashMap<>();
    history.stream()
        .sorted(Comparator.comparingLong(Operation::begin))
        .forEach(
            operation -> {
              String key = key(operation);
              long floor = seen.getOrDefault(key, -1L);
              if (operation instanceof Operation.Read read) {
                if (read.version().number() < floor) {
                  violations.add(
                      new Violation("reads are monotonic", read + " after " + newest.get(key)));
                }
                raise(seen, newest, key, read.version().number(), read);
              } else if (operation instanceof Operation.Increment write
                  && write.outcome() == Operation.Outcome.OK) {
                raise(seen, newest, key, write.version().number(), write);
              }
            });
    return violations;
  }

  private static void raise(
      Map<String, Long> seen,
      Map<String, Operation> newest,
      String key,
      long number,
      Operation operation) {
    if (number > seen.getOrDefault(key, -1L)) {
      seen.put(key, number);
      newest.put(key, operation);
    }
  }

  private static String key(Operation operation) {
    String team =
        operation instanceof Operation.Read read
            ? read.team()
            : ((Operation.Increment) operation).team();
    return operation.client() + " " + team.toLowerCase(Locale.ROOT);
  }
}
