package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import olympics.system.chaos.FinalStateReader;
import olympics.system.chaos.History;
import olympics.system.chaos.Nemesis;
import olympics.system.core.ExactlyOnceChecker;
import olympics.system.core.ExactlyOnceChecker.FinalState;
import olympics.system.core.Operation;
import olympics.system.core.Violation;

/** Writes a run down and fails the test if a promise was broken, or if nothing was proved. */
final class Verdicts {
  private Verdicts() {}

  /** Stops the database server and compares what it holds with what the clients were told. */
  static List<Violation> exactlyOnce(Games games, History history) {
    games.server(Games.DATABASE).kill();
    FinalState state = FinalStateReader.read(games.dataDirectory());
    List<Violation> violations =
        new ArrayList<>(
            ExactlyOnceChecker.check(history.writes(), state, new FinalState(Set.of(), Map.of())));
    history.writes().stream()
        .filter(write -> write.outcome() == Operation.Outcome.UNKNOWN)
        .forEach(
            write -> violations.add(new Violation("every outcome is learnt", write.toString())));
    return violations;
  }

  /** Refuses an empty run; records any other, and fails if it broke the promise. */
  static void give(
      String promise, String done, Nemesis nemesis, History history, List<Violation> violations) {
    nemesis.requireBite();
    List<String> wrong = new ArrayList<>();
    violations.forEach(violation -> wrong.add(violation.toString()));
    wrong.addAll(history.mishaps());
    String verdict =
        wrong.isEmpty() ? "kept" : wrong.size() + " violations, first: " + wrong.get(0);
    Results.standard().add(new Results.Run(promise, done, nemesis.summary(), verdict));
    assertThat(wrong).as(promise).isEmpty();
  }
}
