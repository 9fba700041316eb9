package olympics.system;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import olympics.system.chaos.Call;

/** How long calls took, in milliseconds, in ascending order. */
record Latencies(List<Double> millis) {
  static Latencies of(Collection<Call> calls) {
    return new Latencies(calls.stream().map(call -> call.took().toNanos() / 1e6).sorted().toList());
  }

  /** What this share of the calls did not exceed, nearest rank. */
  double quantile(double share) {
    int rank = (int) Math.ceil(share * millis.size());
    return millis.get(Math.max(0, Math.min(millis.size(), rank) - 1));
  }

  /** Which share of the calls was answered within this time. */
  double shareWithin(Duration time) {
    double limit = time.toNanos() / 1e6;
    return (double) millis.stream().filter(took -> took <= limit).count() / millis.size();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50=%.1f ms p99=%.0f ms p99.9=%.0f ms longest=%.0f ms",
        quantile(0.5),
        quantile(0.99),
        quantile(0.999),
        quantile(1));
  }
}
