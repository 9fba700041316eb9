package olympics.system.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a long-lived process holds (memory, threads, descriptors) does not grow with time.
 *
 * <p>The trend is the median of the slopes between all pairs of points (Theil 1950, Sen 1968): up
 * to 29% of the points may lie anywhere, so neither a peak nor a fault at the moment of a reading
 * counts. What comes before the end of the warm-up is left out. A leak that begins in the last
 * quarter of a run is not seen.
 */
public final class FlatnessChecker {
  private static final int FEWEST_POINTS = 6;
  private static final double SECONDS_PER_HOUR = 3_600;

  private FlatnessChecker() {}

  /** One reading, at a time since the beginning of the run. */
  public record Point(Duration at, double value) {}

  /**
   * The readings of one measure of one process.
   *
   * @param name as "threads of the balancer"
   * @param points in the order they were taken
   */
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }

    /** Only what was read after the warm-up. */
    public Series after(Duration warmUp) {
      return new Series(
          name, points.stream().filter(point -> point.at().compareTo(warmUp) >= 0).toList());
    }
  }

  /**
   * How much growth is still called flat: what is more than <em>both</em> is a leak. In a short run
   * the first counts, as its slopes are uncertain; in a long one the second.
   *
   * @param inAll over the whole time that is looked at
   * @param perHour by the trend
   */
  public record Allowance(double inAll, double perHour) {}

  /** How a series goes, in its own unit. */
  public record Trend(double perHour, double inAll) {}

  /**
   * The trend of all points.
   *
   * @throws IllegalArgumentException if there are fewer than six, which prove nothing
   */
  public static Trend trend(Series series) {
    List<Point> points = series.points();
    if (points.size() < FEWEST_POINTS) {
      throw new IllegalArgumentException(
          "%d readings of %s after the warm-up: expected %d at least"
              .formatted(points.size(), series.name(), FEWEST_POINTS));
    }
    double[] slopes = new double[points.size() * (points.size() - 1) / 2];
    int count = 0;
    for (int later = 1; later < points.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        double seconds = seconds(points.get(later)) - seconds(points.get(earlier));
        if (seconds > 0) {
          slopes[count++] = (points.get(later).value() - points.get(earlier).value()) / seconds;
        }
      }
    }
    double slope = median(Arrays.copyOf(slopes, count));
    double span = seconds(points.get(points.size() - 1)) - seconds(points.get(0));
    return new Trend(slope * SECONDS_PER_HOUR, slope * span);
  }

  /** All violations: a series that grows by more than is allowed, both in all and by the hour. */
  public static List<Violation> check(Series series, Duration warmUp, Allowance allowed) {
    Series judged = series.after(warmUp);
    Trend trend = trend(judged);
    List<Violation> violations = new ArrayList<>();
    if (trend.inAll() > allowed.inAll() && trend.perHour() > allowed.perHour()) {
      violations.add(
          new Violation(
              series.name() + " stay flat",
              String.format(
                  Locale.ROOT,
                  "grew by %.1f, at %.1f an hour (allowed: %.1f in all, %.1f an hour), from %.1f"
                      + " to %.1f",
                  trend.inAll(),
                  trend.perHour(),
                  allowed.inAll(),
                  allowed.perHour(),
                  judged.points().get(0).value(),
                  judged.points().get(judged.points().size() - 1).value())));
    }
    return violations;
  }

  private static double seconds(Point point) {
    return point.at().toNanos() / 1e9;
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("all readings were taken at the same time");
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
