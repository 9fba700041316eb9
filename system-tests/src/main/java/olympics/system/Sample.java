package olympics.system;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Measured values and what can be said of them.
 *
 * @param values in the order they were measured; at least two
 */
record Sample(List<Double> values) {
  /** Two-sided 95% points of Student's t for 1 to 30 degrees of freedom. */
  private static final double[] STUDENT_95 = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  Sample {
    if (values.size() < 2) {
      throw new IllegalArgumentException("a sample has two values at least, got " + values.size());
    }
    values = List.copyOf(values);
  }

  double mean() {
    return all().average().orElseThrow();
  }

  /** The standard deviation, with n - 1. */
  double deviation() {
    double mean = mean();
    double squares = all().map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  /** Half the width of the 95% confidence interval of the mean (Student's t). */
  double halfWidth() {
    int degrees = values.size() - 1;
    double t = degrees <= STUDENT_95.length ? STUDENT_95[degrees - 1] : 1.96;
    return t * deviation() / Math.sqrt(values.size());
  }

  private DoubleStream all() {
    return values.stream().mapToDouble(Double::doubleValue);
  }
}
