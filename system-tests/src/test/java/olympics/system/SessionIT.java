package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import olympics.system.chaos.History;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Workload;
import olympics.system.core.Operation;
import olympics.system.core.SessionChecker;
import olympics.system.core.Violation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G6: monotonic reads and read-your-writes for clients that send {@code min_version}, across a pull
 * and a push front-end and across restarts of the balancer.
 *
 * <p>Readers that send none run beside them. That these see time run backwards is the proof that
 * there was something to protect the others from.
 */
@Tag("faults")
class SessionIT {
  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void whoSendsMinVersionNeverReadsAnythingOlder() {
    int reads = Dose.of(2_000, 50_000, 500_000);
    int restarts = Dose.of(2, 10, 40);
    try (Games games = Games.start("pull", "push")) {
      Workload workload = new Workload(games, Dose.seed(6));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(6), history::waiting);
      int sessions = 6;
      try (workload) {
        workload.sessions(sessions).readers(2);
        for (int restart = 1; restart <= restarts; restart++) {
          int enough = (int) ((long) reads * restart / restarts);
          Workload.await(enough + " reads", LONG, () -> history.readsAnswered() * 3L / 4 >= enough);
          nemesis.killAndRestart(Games.BALANCER);
          int progress = history.acknowledged() + 10;
          Workload.await("some writes", LONG, () -> history.acknowledged() >= progress);
        }
      }
      Set<Integer> sending =
          history.operations().stream()
              .filter(Operation.Increment.class::isInstance)
              .map(Operation::client)
              .collect(Collectors.toSet());
      List<Operation> protectedOnes = new ArrayList<>();
      List<Operation> plain = new ArrayList<>();
      history
          .operations()
          .forEach(o -> (sending.contains(o.client()) ? protectedOnes : plain).add(o));
      List<Violation> violations = SessionChecker.check(protectedOnes);
      int regressions = SessionChecker.check(plain).size();
      assertThat(sending).hasSize(sessions);
      assertThat(regressions).as("reads without min_version that went back").isPositive();
      Verdicts.give(
          "G6",
          "%d reads and %d writes by %d clients with min_version; of %d reads without, %d went back"
              .formatted(
                  history.readsAnswered() - plain.size(),
                  history.acknowledged(),
                  sending.size(),
                  plain.size(),
                  regressions),
          nemesis,
          history,
          violations);
    }
  }
}
