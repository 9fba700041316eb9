package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static boolean isOver(double... throughputs) {
    return WarmUp.isOver(DoubleStream.of(throughputs).boxed().toList());
  }

  @Test
  void aProgramThatIsWarmFromTheStartIsLoadedForSixRounds() {
    assertThat(isOver(100, 101, 99, 100, 98)).isFalse();
    assertThat(isOver(100, 101, 99, 100, 98, 102)).isTrue();
  }

  @Test
  void itIsNotWarmAsLongAsItGains() {
    assertThat(isOver(4, 9, 10, 22, 32, 36)).isFalse();
    assertThat(isOver(4, 9, 10, 22, 32, 36, 36, 36)).isFalse();
    assertThat(isOver(4, 9, 10, 22, 32, 36, 36, 36, 37)).isTrue();
  }

  @Test
  void oneSlowRoundDoesNotEndIt() {
    assertThat(isOver(10, 20, 30, 5, 6, 40)).isFalse();
  }

  @Test
  void thirtyRoundsAreEnoughForAnyProgram() {
    List<Double> ever = DoubleStream.iterate(1, x -> 2 * x).limit(30).boxed().toList();
    assertThat(WarmUp.isOver(ever.subList(0, 29))).isFalse();
    assertThat(WarmUp.isOver(ever)).isTrue();
    assertThat(WarmUp.isOver(Collections.nCopies(6, 0.0))).isTrue();
  }
}
