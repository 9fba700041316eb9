package olympics.system.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No term has two leaders, and at the end all that can talk to each other name one leader. */
public final class LeadershipChecker {
  private LeadershipChecker() {}

  /**
   * A server became leader.
   *
   * @param term the number of its term
   * @param leader who it was, incarnation included
   */
  public record Elected(long term, String leader) {}

  /** Violations among the elections that were observed. */
  public static List<Violation> checkTerms(List<Elected> elections) {
    List<Violation> violations = new ArrayList<>();
    Map<Elected, Integer> times = new HashMap<>();
    for (Elected elected : elections) {
      if (times.merge(elected, 1, Integer::sum) > 1) {
        violations.add(new Violation("no term is ever reused", elected + " began twice"));
      }
    }
    return violations;
  }

  /**
   * Violations in what the servers of one component name as leader at one time.
   *
   * @param named by server, what it names; an empty text for "none"
   */
  public static List<Violation> checkAgreement(Map<String, String> named) {
    Set<String> leaders = new HashSet<>(named.values());
    return leaders.size() == 1 && !leaders.contains("")
        ? List.of()
        : List.of(new Violation("one leader per connected component", named.toString()));
  }
}
