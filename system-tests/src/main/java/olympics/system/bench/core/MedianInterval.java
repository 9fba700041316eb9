package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The median of repeated measurements, and an interval that holds the true median with at least the
 * stated confidence, whatever the distribution: between the k-th least and the k-th greatest value,
 * by the binomial distribution (Conover, Practical Nonparametric Statistics, 3.2).
 *
 * <p>Five values cannot give 95%: their least and greatest hold the median with 93.75%. Six can.
 *
 * @param confidence of the interval, 0 to 1: the narrowest one that has 0.95; of too few values the
 *     widest one
 */
public record MedianInterval(double median, double low, double high, double confidence) {
  private static final double WANTED = 0.95;

  /** Of one value at least. */
  public static MedianInterval of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the median of no value");
    }
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(Comparator.naturalOrder());
    int count = sorted.size();
    int rank = 1;
    double ofExactly = Math.pow(0.5, count);
    double below = ofExactly; // that fewer than rank values are less than the median
    while (2 * rank + 1 <= count) {
      ofExactly = ofExactly * (count - rank + 1) / rank;
      if (1 - 2 * (below + ofExactly) < WANTED) {
        break;
      }
      below += ofExactly;
      rank++;
    }
    return new MedianInterval(
        (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2,
        sorted.get(rank - 1),
        sorted.get(count - rank),
        Math.max(0, 1 - 2 * below));
  }

  /**
   * Of the ratios of values that were measured one right after the other.
   *
   * @param peers as many as {@code ours}, none of them 0
   */
  public static MedianInterval ofRatios(List<Double> ours, List<Double> peers) {
    if (ours.size() != peers.size()) {
      throw new IllegalArgumentException(
          "ratios of pairs, but there are " + ours.size() + " and " + peers.size() + " values");
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i) / peers.get(i));
    }
    return of(ratios);
  }

  /** Of all values divided by the same number. */
  public MedianInterval dividedBy(double number) {
    return new MedianInterval(median / number, low / number, high / number, confidence);
  }
}
