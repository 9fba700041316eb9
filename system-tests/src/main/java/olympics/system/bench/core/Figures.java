package olympics.system.bench.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them, and quantiles. */
public final class Figures {
  private static final MathContext THREE = new MathContext(3);

  private Figures() {}

  /**
   * Three digits that count; all of a whole number's, in groups: {@code 0.0123}, {@code 12,300}.
   */
  public static String text(double value) {
    if (Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** What this share of the values did not exceed, nearest rank. */
  public static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a quantile of no value");
    }
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(1, Math.min(sorted.size(), rank)) - 1);
  }
}
