package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import olympics.system.chaos.History;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G2: each write with an id takes effect exactly once, whatever is killed or cut, before, during or
 * after it, request or reply.
 */
@Tag("faults")
class ExactlyOnceIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final List<String> ALL =
      List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER);

  @Test
  void eachWriteTakesEffectOnceWhateverIsKilledOrCut() {
    int kills = Dose.of(6, 50, 500);
    int cuts = Dose.of(60, 400, 2_000);
    try (Games games = Games.prepare().throughLinks()) {
      games.startAll();
      Workload workload = new Workload(games, Dose.seed(2));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(2), history::waiting);
      try (workload) {
        workload.writers(4).patientWriters(4);
        nemesis.tamper(0.02);
        for (int kill = 1; kill <= kills; kill++) {
          long enough = (long) cuts * kill / kills;
          int progress = history.acknowledged() + 5;
          Workload.await(
              enough + " cuts and some writes",
              LONG,
              () -> nemesis.bites() >= enough && history.acknowledged() >= progress);
          nemesis.killAndRestart(ALL.get(nemesis.random().nextInt(ALL.size())));
        }
        nemesis.heal();
      }
      assertThat(nemesis.bites()).as("cut connections").isGreaterThanOrEqualTo(cuts);
      assertThat(history.replays() + history.resolutions())
          .as("writes whose fate was in doubt")
          .isPositive();
      Verdicts.give(
          "G2",
          "%d of %d writes acknowledged, %d unknown outcomes resolved, %d were replays"
              .formatted(
                  history.acknowledged(),
                  history.writes().size(),
                  history.resolutions(),
                  history.replays()),
          nemesis,
          history,
          Verdicts.exactlyOnce(games, history));
    }
  }
}
