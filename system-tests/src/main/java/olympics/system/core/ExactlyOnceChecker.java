package olympics.system.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * No acknowledged write is lost, none that was refused happened, and every one that happened did so
 * once. One pass over the history and one over what the database holds.
 */
public final class ExactlyOnceChecker {
  private ExactlyOnceChecker() {}

  /**
   * What the database holds at the end.
   *
   * @param appliedIds the request ids it has applied
   * @param medals all medals of each team together, by the team's name in lower case
   */
  public record FinalState(Set<String> appliedIds, Map<String, Integer> medals) {
    public FinalState {
      appliedIds = Set.copyOf(appliedIds);
      medals = Map.copyOf(medals);
    }
  }

  /** All violations; none if every promise was kept. */
  public static List<Violation> check(
      Collection<Operation.Increment> history, FinalState state, FinalState before) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Integer> expected = new HashMap<>(before.medals());
    Set<String> counted = new HashSet<>();
    for (Operation.Increment write : history) {
      boolean applied = state.appliedIds().contains(write.id());
      if (write.outcome() == Operation.Outcome.OK && !applied) {
        violations.add(new Violation("no acknowledged write is lost", write.toString()));
      }
      if (write.outcome() == Operation.Outcome.FAILED && applied) {
        violations.add(new Violation("a refused write has no effect", write.toString()));
      }
      if (applied && counted.add(write.id())) {
        expected.merge(write.team().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
    for (Map.Entry<String, Integer> team : state.medals().entrySet()) {
      int should = expected.getOrDefault(team.getKey(), 0);
      if (team.getValue() != should) {
        violations.add(
            new Violation(
                "each write takes effect exactly once",
                team.getKey() + " has " + team.getValue() + " medals, applied ids say " + should));
      }
    }
    return violations;
  }
}
