package olympics.system.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server's clock never goes backwards. */
public final class ClockChecker {
  private ClockChecker() {}

  /**
   * One reading of one server's clock, in the order in which they were taken.
   *
   * @param server whose, incarnation included
   * @param seconds what it showed
   */
  public record Reading(String server, double seconds) {}

  /** All violations. */
  public static List<Violation> check(Iterable<Reading> readings) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Double> last = new HashMap<>();
    for (Reading reading : readings) {
      Double before = last.put(reading.server(), reading.seconds());
      if (before != null && reading.seconds() < before) {
        violations.add(new Violation("a clock never goes backwards", reading + " after " + before));
      }
    }
    return violations;
  }
}
