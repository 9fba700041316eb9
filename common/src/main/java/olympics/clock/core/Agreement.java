package olympics.clock.core;

import java.util.Arrays;
import java.util.List;

/**
 * What a set of clocks agree on: the mean of those near their median. Independent of their order,
 * and shifted by exactly as much as all of them are.
 *
 * @param offsetNanos the agreed time, ahead of the leader's clock
 * @param kept how many readings were averaged
 * @param by whether it is their mean, or what was taken for want of a majority
 */
record Agreement(long offsetNanos, int kept, Basis by) {
  /** What an agreement rests on. */
  enum Basis {
    /** A majority agreed: their mean. */
    MEAN,
    /** No majority agreed: the median. */
    MEDIAN,
    /** Two clocks differ, and which is wrong cannot be told: the leader's. */
    LEADER
  }

  /**
   * The agreement of the readings.
   *
   * @param readings the first is the leader's own
   * @param electorate how many clocks were measured, usable or not; at least as many as readings
   * @param toleranceNanos how far from the median a clock may be, beside its own error bound
   */
  static Agreement of(List<Reading> readings, int electorate, long toleranceNanos) {
    long median = median(readings.stream().mapToLong(Reading::offsetNanos).toArray());
    long[] near =
        readings.stream()
            .filter(r -> Math.abs(r.offsetNanos() - median) <= toleranceNanos + r.delayNanos() / 2)
            .mapToLong(r -> r.offsetNanos() - median)
            .toArray();
    if (2 * near.length > electorate) {
      long beyondMedian = Math.floorDiv(Arrays.stream(near).sum(), (long) near.length);
      return new Agreement(median + beyondMedian, near.length, Basis.MEAN);
    }
    return readings.size() <= 2
        ? new Agreement(readings.get(0).offsetNanos(), 1, Basis.LEADER)
        : new Agreement(median, near.length, Basis.MEDIAN);
  }

  /** The middle value, or the mean of the middle two. */
  static long median(long... values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Math.floorDiv(sorted[middle - 1] + sorted[middle], 2L);
  }
}
