package olympics.clock.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.LongUnaryOperator;
import olympics.election.core.Term;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;

class AdjustedClockTest {
  private static final long SECOND = 1_000_000_000;
  private static final ProcessId LEADER = new ProcessId(1, "0".repeat(32));

  private final AdjustedClock clock = new AdjustedClock();

  @Test
  void stepsBeforeTheFirstPublicTimestampAndSlewsAfterIt() {
    clock.apply(tag(1), 60 * SECOND, 0);
    assertThat(clock.read(0)).isEqualTo(60 * SECOND);
    clock.apply(tag(2), 12 * SECOND, 0);
    assertThat(clock.remainingNanos(0)).isEqualTo(12 * SECOND);
    assertThat(clock.target(0)).isEqualTo(72 * SECOND);
    assertThat(clock.read(12 * SECOND)).isEqualTo(73 * SECOND);
    assertThat(clock.remainingNanos(144 * SECOND)).isZero();
    assertThat(clock.read(145 * SECOND)).isEqualTo(217 * SECOND);
  }

  @Test
  void aProbeIsNoPublicTimestamp() {
    clock.target(0);
    clock.apply(tag(1), -60 * SECOND, SECOND);
    assertThat(clock.read(2 * SECOND)).isEqualTo(-58 * SECOND);
  }

  @Test
  void slewsBackwardsMoreSlowlyThanTimePasses() {
    clock.read(0);
    clock.apply(tag(1), -SECOND, 0);
    assertThat(clock.read(6 * SECOND)).isEqualTo(5_500_000_000L);
    assertThat(clock.read(12 * SECOND)).isEqualTo(11 * SECOND);
    assertThat(clock.read(24 * SECOND)).isEqualTo(23 * SECOND);
  }

  @Test
  void frequentReadingsDoNotHoldTheSlewUp() {
    clock.read(0);
    clock.apply(tag(1), 1000, 0);
    for (long now = 0; now <= 12_000; now++) {
      clock.remainingNanos(now);
    }
    assertThat(clock.remainingNanos(12_000)).isZero();
  }

  @Test
  void aDuplicateOrStaleCorrectionChangesNothing() {
    assertThat(clock.apply(tag(2), 5000, 0)).isTrue();
    assertThat(clock.apply(tag(2), 5000, 0)).as("duplicate").isFalse();
    assertThat(clock.apply(tag(1), 7000, 0)).as("stale round").isFalse();
    RoundTag nextTerm = new RoundTag(new Term(2, LEADER), 1);
    assertThat(clock.apply(nextTerm, 1000, 0)).as("next term").isTrue();
    assertThat(clock.apply(tag(9), 1000, 0)).as("stale term").isFalse();
    assertThat(clock.target(0)).isEqualTo(6000);
  }

  @Test
  void outputGoesForwardByAtLeastAMicrosecondWhateverIsApplied() {
    for (long seed = 0; seed < 200; seed++) {
      AdjustedClock subject = new AdjustedClock();
      requireMonotone(seed, subject, subject::read);
    }
  }

  @Test
  void aClockThatShowsItsTargetIsCaught() {
    AdjustedClock planted = new AdjustedClock();
    assertThatThrownBy(() -> requireMonotone(0, planted, planted::target))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed=0");
  }

  private static void requireMonotone(long seed, AdjustedClock subject, LongUnaryOperator read) {
    Random random = new Random(seed);
    long local = random.nextLong(SECOND);
    long last = Long.MIN_VALUE / 2;
    for (int i = 1; i < 1000; i++) {
      local += random.nextInt(4) == 0 ? random.nextLong(SECOND) : random.nextLong(2000);
      if (random.nextInt(10) == 0) {
        subject.apply(tag(i), random.nextLong(-60 * SECOND, 60 * SECOND), local);
      }
      long shown = read.applyAsLong(local);
      assertThat(shown - last).as("seed=%d reading %d", seed, i).isGreaterThanOrEqualTo(1000);
      last = shown;
    }
  }

  private static RoundTag tag(long round) {
    return new RoundTag(new Term(1, LEADER), round);
  }
}
