package olympics.system.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import olympics.system.core.FlatnessChecker.Allowance;
import olympics.system.core.FlatnessChecker.Point;
import olympics.system.core.FlatnessChecker.Series;
import org.junit.jupiter.api.Test;

class FlatnessCheckerTest {
  private static final Duration WARM_UP = Duration.ofMinutes(5);
  private static final int COUNT = 120;

  /** As the soak allows them: MiB, threads, descriptors. */
  private static final Allowance HEAP = new Allowance(2, 6);

  private static final Allowance THREADS = new Allowance(3, 12);
  private static final Allowance DESCRIPTORS = new Allowance(8, 24);

  private final Random random = new Random(15);

  @Test
  void aLeakOfMemoryIsCaughtUnderneathTheNoise() {
    // 100 bytes for each of 150 calls a second, over readings that scatter by 1 MiB.
    assertThat(check(i -> 20 + i * 10 * 150 * 100 / 1048576.0 + random.nextGaussian(), HEAP))
        .hasSize(1);
  }

  @Test
  void aLeakOfAThreadAMinuteIsCaught() {
    assertThat(check(i -> 30 + i / 6 + random.nextInt(4), THREADS)).hasSize(1);
  }

  @Test
  void aLeakOfDescriptorsIsCaughtAndTold() {
    List<Violation> violations = check(i -> 40 + i / 3 + random.nextInt(20), DESCRIPTORS);
    assertThat(violations).hasSize(1);
    assertThat(violations.get(0).toString()).contains("planted").contains("an hour");
  }

  @Test
  void aLeakThatComesInStepsIsCaught() {
    assertThat(check(i -> 30 + 6 * (i / 30), THREADS)).hasSize(1);
  }

  @Test
  void noiseAroundALevelIsFlat() {
    for (int run = 0; run < 200; run++) {
      assertThat(check(i -> 20 + random.nextGaussian(), HEAP)).isEmpty();
      assertThat(check(i -> 30 + random.nextInt(12), THREADS)).isEmpty();
    }
  }

  @Test
  void peaksAreNoLeakEvenAtTheEnd() {
    assertThat(check(i -> i % 5 == 4 || i > COUNT - 6 ? 400 : 30, DESCRIPTORS)).isEmpty();
  }

  @Test
  void warmingUpIsNoLeak() {
    assertThat(check(i -> 20 + 60 * (1 - Math.exp(-i / 8.0)), HEAP)).isEmpty();
    assertThat(FlatnessChecker.check(series(i -> 20 + Math.min(i, 60)), Duration.ZERO, HEAP))
        .as("without a warm-up the same is growth")
        .hasSize(1);
  }

  @Test
  void lessThanIsAllowedByTheHourIsFlatHoweverLongItGoesOn() {
    List<Point> day =
        IntStream.range(0, 240)
            .mapToObj(i -> new Point(Duration.ofMinutes(6L * i), 20 + i / 4.0))
            .toList();
    assertThat(FlatnessChecker.check(new Series("a day", day), WARM_UP, HEAP)).isEmpty();
  }

  @Test
  void tooFewReadingsAreRefused() {
    List<Point> few = series(i -> 20).points().subList(0, 33);
    assertThatThrownBy(() -> FlatnessChecker.check(new Series("few", few), WARM_UP, HEAP))
        .hasMessageContaining("3 readings of few");
  }

  private static List<Violation> check(IntToDoubleFunction value, Allowance allowed) {
    return FlatnessChecker.check(series(value), WARM_UP, allowed);
  }

  /** Twenty minutes with a reading every ten seconds. */
  private static Series series(IntToDoubleFunction value) {
    return new Series(
        "planted",
        IntStream.range(0, COUNT)
            .mapToObj(i -> new Point(Duration.ofSeconds(10L * i), value.applyAsDouble(i)))
            .toList());
  }
}
