package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MedianIntervalTest {
  private static final long SEED = 17;

  @Test
  void tenValuesHaveTheSecondAndTheNinthAsTheirInterval() {
    MedianInterval interval =
        MedianInterval.of(List.of(9.0, 1.0, 10.0, 3.0, 5.0, 2.0, 7.0, 4.0, 8.0, 6.0));
    // 1 - 2 (1 + 10) / 1024, as the tables of the binomial distribution have it
    assertThat(interval).isEqualTo(new MedianInterval(5.5, 2, 9, 1 - 22 / 1024.0));
  }

  @Test
  void nineValuesAreTheFewestThatMayDoWithoutTheirEnds() {
    List<Double> eight = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
    assertThat(MedianInterval.of(eight)).isEqualTo(new MedianInterval(4.5, 1, 8, 1 - 2 / 256.0));
    List<Double> nine = new ArrayList<>(eight);
    nine.add(9.0);
    assertThat(MedianInterval.of(nine)).isEqualTo(new MedianInterval(5, 2, 8, 1 - 20 / 512.0));
  }

  @Test
  void fiveValuesSayThatTheyDoNotMakeNinetyFivePercent() {
    MedianInterval interval = MedianInterval.of(List.of(5.0, 3.0, 1.0, 2.0, 4.0));
    assertThat(interval).isEqualTo(new MedianInterval(3, 1, 5, 0.9375));
    assertThat(MedianInterval.of(List.of(1.0, 2.0)).confidence()).isEqualTo(0.5);
    assertThat(MedianInterval.of(List.of(1.0)).confidence()).isZero();
  }

  @Test
  void aRatioIsThatOfTheTwoValuesOfARound() {
    // The machine becomes ten times as fast; each pair says two.
    MedianInterval interval =
        MedianInterval.ofRatios(List.of(2.0, 20.0, 200.0), List.of(1.0, 10.0, 100.0));
    assertThat(interval).isEqualTo(new MedianInterval(2, 2, 2, 0.75));
    assertThatThrownBy(() -> MedianInterval.ofRatios(List.of(1.0), List.of()))
        .hasMessageContaining("1 and 0");
  }

  @Test
  void theIntervalHoldsTheTrueMedianAsOftenAsItSays() {
    Random random = new Random(SEED);
    int held = 0;
    int trials = 4_000;
    double confidence = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        values.add(Math.exp(random.nextGaussian())); // far from symmetric; its median is 1
      }
      MedianInterval interval = MedianInterval.of(values);
      held += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
      confidence = interval.confidence();
    }
    assertThat(confidence).isGreaterThanOrEqualTo(0.95);
    assertThat((double) held / trials).as("seed " + SEED).isCloseTo(confidence, within(0.01));
  }

  @Test
  void theTargetIsJudgedByTheWorseEndOfTheInterval() {
    MedianInterval interval = new MedianInterval(0.8, 0.7, 0.9, 0.95);
    assertThat(Target.atLeast(0.7).judge(interval)).isEqualTo(Target.Verdict.REACHED);
    assertThat(Target.atLeast(0.75).judge(interval)).isEqualTo(Target.Verdict.NOT_SHOWN);
    assertThat(Target.atLeast(0.95).judge(interval)).isEqualTo(Target.Verdict.MISSED);
    assertThat(Target.atMost(0.9).judge(interval)).isEqualTo(Target.Verdict.REACHED);
    assertThat(Target.atMost(0.85).judge(interval)).isEqualTo(Target.Verdict.NOT_SHOWN);
    assertThat(Target.atMost(0.6).judge(interval)).isEqualTo(Target.Verdict.MISSED);
    MedianInterval ofFour = MedianInterval.of(List.of(0.7, 0.8, 0.8, 0.9));
    assertThat(Target.atMost(0.95).judge(ofFour)).isEqualTo(Target.Verdict.NOT_SHOWN);
  }
}
