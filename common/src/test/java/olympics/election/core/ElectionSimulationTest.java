package olympics.election.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import java.util.stream.LongStream;
import olympics.election.core.ElectionSimulation.Setup;
import olympics.election.core.ElectionSimulation.Violation;
import org.junit.jupiter.api.Test;

/**
 * The election under faults. {@code -Delection.seeds=100000} is the full dose; {@code
 * -Delection.seed=N} replays one seed.
 */
class ElectionSimulationTest {
  private static final long SEEDS = Long.getLong("election.seeds", 2000);

  @Test
  void oneLeaderTenSecondsAfterTheLastFaultAndNoTermTwice() {
    long first = Long.getLong("election.seed", 0);
    long count = Long.getLong("election.seed") == null ? SEEDS : 1;
    long faults =
        LongStream.range(first, first + count)
            .map(seed -> ElectionSimulation.run(seed, Setup.RIGHT))
            .sum();
    assertThat(faults).as("faults that were made").isGreaterThan(3 * count);
  }

  @Test
  void takeoverSettlesToo() {
    Setup takeover = new Setup(Rules.ALL, true, true);
    assertThatCode(
            () ->
                LongStream.range(0, SEEDS / 10)
                    .forEach(seed -> ElectionSimulation.run(seed, takeover)))
        .doesNotThrowAnyException();
  }

  @Test
  void missingTermCheckIsCaught() {
    assertCaught(new Setup(new Rules(false, true, true, true, true), true, false));
  }

  @Test
  void numberThatIsNotRaisedIsCaught() {
    assertCaught(new Setup(new Rules(true, false, true, true, true), true, false));
  }

  @Test
  void missingVetoIsCaught() {
    assertCaught(new Setup(new Rules(true, true, false, true, true), true, false));
  }

  @Test
  void termWithoutIncarnationIsCaught() {
    assertCaught(new Setup(Rules.ALL, false, false));
  }

  private static void assertCaught(Setup planted) {
    Optional<Violation> caught =
        LongStream.range(0, 500)
            .mapToObj(seed -> violation(seed, planted))
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(caught).as("a violation of 500 seeds").isPresent();
    assertThat(caught.get()).hasMessageContaining("seed=");
  }

  private static Optional<Violation> violation(long seed, Setup setup) {
    try {
      ElectionSimulation.run(seed, setup);
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(violation);
    }
  }
}
