package olympics.cacofonix.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.games.core.Medal;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
  private static final Duration CADENCE = Duration.ofMillis(500);

  private static Result timed(String team, String at) {
    return new Result(1, Optional.of(Instant.parse(at)), new MedalWon(team, Medal.GOLD, ""));
  }

  private static Result untimed(String team) {
    return new Result(1, Optional.empty(), new MedalWon(team, Medal.GOLD, ""));
  }

  private static List<String> order(ReplayPlan plan) {
    return plan.updates().stream().map(update -> ((MedalWon) update).team()).toList();
  }

  private static List<Long> gapsMillis(ReplayPlan plan, double speed) {
    UpdateSource run = plan.at(new Pace(speed, CADENCE));
    List<Long> gaps = new ArrayList<>();
    for (long i = 1; i <= run.total(); i++) {
      gaps.add(run.gapBefore(i).toMillis());
    }
    return gaps;
  }

  @Test
  void timedRowsKeepTheirSpacingScaledByTheSpeed() {
    ReplayPlan plan =
        ReplayPlan.of(
            List.of(
                timed("a", "2026-06-20T09:00:00Z"),
                timed("b", "2026-06-20T09:10:00Z"),
                timed("c", "2026-06-20T09:10:00Z"),
                timed("d", "2026-06-20T10:10:03Z")));
    assertThat(gapsMillis(plan, 600)).containsExactly(0L, 1000L, 0L, 6005L);
    assertThat(gapsMillis(plan, 1)).containsExactly(0L, 600_000L, 0L, 3_603_000L);
    assertThat(gapsMillis(plan, Pace.MAX)).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void rowsOutOfTimeOrderAreSortedAndTheSameSecondKeepsTheOrderOfTheFile() {
    ReplayPlan plan =
        ReplayPlan.of(
            List.of(
                timed("late", "2026-06-20T11:00:00Z"),
                timed("first", "2026-06-20T09:00:00Z"),
                timed("second", "2026-06-20T09:00:00Z"),
                timed("early", "2026-06-20T08:00:00Z"),
                timed("third", "2026-06-20T09:00:00Z")));
    assertThat(order(plan)).containsExactly("early", "first", "second", "third", "late");
    assertThat(plan.at(new Pace(1, CADENCE)).update(3)).isEqualTo(untimed("second").update());
  }

  @Test
  void rowsWithoutTimesGoAtTheCadenceWhateverTheSpeed() {
    ReplayPlan plan = ReplayPlan.of(List.of(untimed("b"), untimed("a"), untimed("b")));
    assertThat(order(plan)).containsExactly("b", "a", "b");
    assertThat(gapsMillis(plan, 1)).containsExactly(0L, 500L, 500L);
    assertThat(gapsMillis(plan, 600)).containsExactly(0L, 500L, 500L);
    assertThat(gapsMillis(plan, Pace.MAX)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void timesAcrossTheAgesDoNotOverflow() {
    ReplayPlan plan =
        ReplayPlan.of(
            List.of(timed("a", "-9999-01-01T00:00:00Z"), timed("b", "9999-12-31T00:00:00Z")));
    assertThat(plan.at(new Pace(0.001, CADENCE)).gapBefore(2))
        .isGreaterThan(Duration.ofDays(30000));
  }

  @Test
  void someRowsWithTimesAndSomeWithoutAreNoPlan() {
    assertThatThrownBy(
            () -> ReplayPlan.of(List.of(untimed("a"), timed("b", "2026-06-20T09:00:00Z"))))
        .hasMessage("only 1 of 2 rows have times, expected all or none");
  }

  @Test
  void aReplayThatWasHeldUpCatchesUpAndASimulationShifts() {
    Pacer replay = new Pacer(true, 0);
    Pacer simulation = new Pacer(false, 0);
    long tenSeconds = 10_000_000_000L;
    replay.taken(Duration.ofSeconds(1), tenSeconds);
    simulation.taken(Duration.ofSeconds(1), tenSeconds);
    assertThat(replay.due()).isEqualTo(1_000_000_000L);
    assertThat(simulation.due()).isEqualTo(tenSeconds + 1_000_000_000L);
  }

  @Test
  void smallDelaysDoNotSlowASimulationDown() {
    Pacer simulation = new Pacer(false, 0);
    simulation.taken(Duration.ofMillis(10), 7_000_000L);
    assertThat(simulation.due()).isEqualTo(10_000_000L);
  }
}
