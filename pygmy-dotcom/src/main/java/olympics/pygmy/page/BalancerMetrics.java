package olympics.pygmy.page;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.ToDoubleFunction;

/** {@code /metrics}: what the balancer counts anyway. */
final class BalancerMetrics {
  private BalancerMetrics() {}

  static MetricSnapshots of(Balancing balancing) {
    return MetricSnapshots.of(
        counter("games_requests", "Requests that clients made.", balancing.requests()),
        counter("games_faults", "Faults that the balancer itself answered.", balancing.faults()),
        counters(
            "games_forwards",
            "Requests forwarded to a front-end, repeats included.",
            balancing,
            report -> (double) report.rotation().forwards()),
        counters(
            "games_probes", "Probes of a front-end.", balancing, Balancing.FrontEndReport::probes),
        inRotation(balancing));
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static CounterSnapshot counters(
      String name,
      String help,
      Balancing balancing,
      ToDoubleFunction<Balancing.FrontEndReport> value) {
    CounterSnapshot.Builder all = CounterSnapshot.builder().name(name).help(help);
    for (Balancing.FrontEndReport report : balancing.report()) {
      all.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(Labels.of("front_end", report.address().toString()))
              .value(value.applyAsDouble(report))
              .build());
    }
    return all.build();
  }

  private static GaugeSnapshot inRotation(Balancing balancing) {
    GaugeSnapshot.Builder all =
        GaugeSnapshot.builder()
            .name("games_in_rotation")
            .help("1 if requests go to the front-end.");
    for (Balancing.FrontEndReport report : balancing.report()) {
      all.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(Labels.of("front_end", report.address().toString()))
              .value(report.rotation().isIn() ? 1 : 0)
              .build());
    }
    return all.build();
  }
}
