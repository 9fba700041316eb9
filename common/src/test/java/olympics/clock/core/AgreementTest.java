package olympics.clock.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import olympics.clock.core.Agreement.Basis;
import org.junit.jupiter.api.Test;

/** Properties of the agreement, each shown to fail for an averaging that lacks it. */
class AgreementTest {
  private static final long TOLERANCE = 20_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long SEEDS = 2000;

  private interface Averaging {
    long offsetNanos(List<Reading> readings);
  }

  private static final Averaging OURS =
      readings -> Agreement.of(readings, readings.size(), TOLERANCE).offsetNanos();

  private static final Averaging PLAIN_MEAN =
      readings ->
          Math.floorDiv(
              readings.stream().mapToLong(Reading::offsetNanos).sum(), (long) readings.size());

  /** Takes whoever comes second for the reference, as an index typed wrongly might. */
  private static final Averaging AROUND_THE_SECOND = readings -> readings.get(1).offsetNanos();

  /** Halves towards zero and not down. */
  private static final Averaging ROUNDS_TOWARDS_ZERO =
      readings -> readings.stream().mapToLong(Reading::offsetNanos).sum() / readings.size();

  @Test
  void resultLiesWithinTheHonestClocksWhateverAMinoritySays() {
    assertThat(failures(AgreementTest::staysInHonestHull, OURS)).isZero();
    assertThat(failures(AgreementTest::staysInHonestHull, PLAIN_MEAN)).as("planted").isPositive();
  }

  @Test
  void orderOfTheClocksDoesNotMatter() {
    assertThat(failures(AgreementTest::ignoresOrder, OURS)).isZero();
    assertThat(failures(AgreementTest::ignoresOrder, AROUND_THE_SECOND)).as("planted").isPositive();
  }

  @Test
  void shiftingAllClocksShiftsTheResult() {
    assertThat(failures(AgreementTest::movesAlong, OURS)).isZero();
    assertThat(failures(AgreementTest::movesAlong, ROUNDS_TOWARDS_ZERO)).as("planted").isPositive();
  }

  private interface Property {
    boolean holds(Averaging averaging, Random random);
  }

  private static long failures(Property property, Averaging averaging) {
    return LongStream.range(0, SEEDS)
        .filter(seed -> !property.holds(averaging, new Random(seed)))
        .count();
  }

  /**
   * Liars that are further from the honest clocks than the tolerance have no say; nearer ones can
   * pull by no more than the tolerance.
   */
  private static boolean staysInHonestHull(Averaging averaging, Random random) {
    int size = 2 + random.nextInt(8);
    int liars = random.nextInt((size - 1) / 2 + 1);
    long spread = random.nextBoolean() ? SECOND * 60 : TOLERANCE / 2;
    List<Reading> readings = new ArrayList<>();
    for (int i = liars; i < size; i++) {
      readings.add(reading(random.nextLong(spread), random));
    }
    long low = readings.stream().mapToLong(Reading::offsetNanos).min().orElseThrow();
    long high = readings.stream().mapToLong(Reading::offsetNanos).max().orElseThrow();
    long bound = TOLERANCE + LARGEST_DELAY / 2;
    boolean nearLiars = random.nextInt(4) == 0;
    for (int i = 0; i < liars; i++) {
      long beyond = nearLiars ? random.nextLong(bound) : bound + 1 + random.nextLong(99 * SECOND);
      readings.add(reading(random.nextBoolean() ? high + beyond : low - beyond, random));
    }
    Collections.shuffle(readings, random);
    long result = averaging.offsetNanos(readings);
    long slack = nearLiars ? bound : 0;
    return result >= low - slack && result <= high + slack;
  }

  private static boolean ignoresOrder(Averaging averaging, Random random) {
    List<Reading> readings = someReadings(3 + random.nextInt(7), random);
    long before = averaging.offsetNanos(readings);
    Collections.shuffle(readings, random);
    return averaging.offsetNanos(readings) == before;
  }

  private static boolean movesAlong(Averaging averaging, Random random) {
    List<Reading> readings = someReadings(1 + random.nextInt(9), random);
    long by = random.nextLong(-99 * SECOND, 99 * SECOND);
    List<Reading> moved =
        readings.stream().map(r -> new Reading(r.offsetNanos() + by, r.delayNanos())).toList();
    return averaging.offsetNanos(moved) == averaging.offsetNanos(readings) + by;
  }

  private static final long LARGEST_DELAY = 30_000_000;

  private static List<Reading> someReadings(int size, Random random) {
    long spread = random.nextBoolean() ? SECOND : TOLERANCE;
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      readings.add(reading(random.nextLong(-spread, spread), random));
    }
    return readings;
  }

  private static Reading reading(long offset, Random random) {
    return new Reading(offset, random.nextLong(LARGEST_DELAY));
  }

  @Test
  void withoutAMajorityTheMedianIsTaken() {
    assertThat(agree(0, 40 * SECOND, -60 * SECOND)).isEqualTo(new Agreement(0, 1, Basis.MEDIAN));
    assertThat(agree(0, 40 * SECOND, 60 * SECOND))
        .isEqualTo(new Agreement(40 * SECOND, 1, Basis.MEDIAN));
  }

  @Test
  void ofTwoClocksThatDifferTheLeadersCounts() {
    assertThat(agree(0, 60 * SECOND)).isEqualTo(new Agreement(0, 1, Basis.LEADER));
    assertThat(agree(0, 4)).isEqualTo(new Agreement(2, 2, Basis.MEAN));
  }

  @Test
  void anOutlierIsNotAveraged() {
    assertThat(agree(0, 30, 60 * SECOND)).isEqualTo(new Agreement(15, 2, Basis.MEAN));
  }

  private static Agreement agree(long... offsets) {
    List<Reading> readings =
        LongStream.of(offsets).mapToObj(offset -> new Reading(offset, 0)).toList();
    return Agreement.of(readings, offsets.length, TOLERANCE);
  }
}
