package olympics.system.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import olympics.games.core.Version;
import org.junit.jupiter.api.Test;

class StalenessTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aReadIsAsOldAsTheFirstWriteThatItMisses() {
    List<Operation> history =
        List.of(write(1, 1), write(2, 2), write(3, 3), read(5, 3, false), read(5, 1, false));
    assertThat(Staleness.ofUnflagged(history).seconds()).containsExactly(0.0, 3.0);
  }

  @Test
  void whatIsFlaggedAndWhatWasWrittenLaterDoesNotCount() {
    List<Operation> history = List.of(write(9, 1), read(5, 0, false), read(20, 0, true));
    Staleness staleness = Staleness.ofUnflagged(history);
    assertThat(staleness.seconds()).containsExactly(0.0);
    assertThat(staleness.quantile(0.999)).isZero();
  }

  private static Operation write(long end, long number) {
    return new Operation.Increment(
        0, 0, end * SECOND, "w/" + number, "Gaul", Operation.Outcome.OK, version(number));
  }

  private static Operation read(long begin, long number, boolean stale) {
    return new Operation.Read(
        1, begin * SECOND, begin * SECOND + 1, "gaul", 0, version(number), null, stale);
  }

  private static Version version(long number) {
    return new Version("0123456789abcdef", number);
  }
}
