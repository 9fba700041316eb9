package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.system.bench.core.SvgPlot.Axis;
import olympics.system.bench.core.SvgPlot.Point;
import olympics.system.bench.core.SvgPlot.Series;
import olympics.system.bench.core.SvgPlot.Tick;

/** The plots that there are measurements for, by the names of their files. */
public final class Plots {
  /** Beside every read through the balancer its latencies are noted, under this and the number. */
  public static final String LATENCY = "latency-";

  private static final String PYGMY = "PygmyDotCom";
  private static final String HAPROXY = "HAProxy";
  private static final int LATENCY_AT = 64;
  private static final double LEAST = 0.01;

  private static final Axis BY_CONNECTIONS = Axis.logarithmic("connections");
  private static final Axis READS = Axis.linear("reads a second");

  private Plots() {}

  /** Draws all. */
  public static Map<String, SvgPlot> of(Measurements measured) {
    Map<String, SvgPlot> plots = new LinkedHashMap<>();
    put(
        plots,
        "latency",
        "Reads through the balancer, %d connections: latency".formatted(LATENCY_AT),
        new Axis("share of the reads that took no longer", true, shares()),
        Axis.logarithmic("milliseconds"),
        List.of(
            distribution(measured, Claim.OURS, PYGMY),
            distribution(measured, Claim.PEER, HAPROXY)));
    put(
        plots,
        "connections",
        "Reads through the balancer, two front-ends: throughput",
        BY_CONNECTIONS,
        READS,
        List.of(
            measured.drawn("balancer", Claim.OURS, PYGMY),
            measured.drawn("balancer", Claim.PEER, HAPROXY)));
    put(
        plots,
        "cache",
        "50 reads in a row through the balancer: mean latency",
        Axis.linear("milliseconds added to the database link"),
        Axis.linear("milliseconds"),
        List.of(
            measured.drawn("sequential", Claim.OURS, "with cache"),
            measured.drawn("sequential", Claim.PEER, "without cache")));
    put(
        plots,
        "staleness",
        "Reads at a front-end in pull mode: age of what they miss",
        Axis.linear("seconds between two polls"),
        Axis.linear("seconds"),
        staleness(measured));
    put(
        plots,
        "tablets",
        "From the acknowledgement until a tablet shows the update",
        Axis.logarithmic("tablets"),
        Axis.logarithmic("milliseconds"),
        List.of(
            measured.drawn("push-p50", Claim.OURS, "push, median"),
            measured.drawn("push-p99", Claim.OURS, "push, p99"),
            measured.drawn("poll-p50", Claim.OURS, "asking every second, median"),
            measured.drawn("poll-p99", Claim.OURS, "asking every second, p99")));
    put(
        plots,
        "memory",
        "Memory of the four servers while PygmyDotCom answers reads",
        Axis.linear("million reads"),
        Axis.linear("MiB, all four together"),
        List.of(
            measured.drawn("memory-resident", Claim.OURS, "resident"),
            measured.drawn("memory-heap", Claim.OURS, "live heap")));
    put(
        plots,
        "front-ends",
        "Reads through PygmyDotCom, 64 connections: throughput",
        Axis.linear("front-ends"),
        READS,
        List.of(measured.drawn("front-ends", Claim.OURS, PYGMY)));
    return plots;
  }

  private static void put(
      Map<String, SvgPlot> plots, String name, String title, Axis x, Axis y, List<Series> series) {
    if (series.stream().anyMatch(one -> one.measured() && !one.points().isEmpty())) {
      List<Series> drawn = y.logarithmic() ? series.stream().map(Plots::onPaper).toList() : series;
      plots.put(name, new SvgPlot(title, x, y, drawn));
    }
  }

  /** What is next to nothing has no place on a logarithmic axis: it is drawn at its lower end. */
  private static Series onPaper(Series series) {
    return new Series(
        series.name(),
        series.points().stream()
            .map(
                p ->
                    new Point(
                        p.x(),
                        Math.max(LEAST, p.y()),
                        Math.max(LEAST, p.low()),
                        Math.max(LEAST, p.high())))
            .toList(),
        series.measured());
  }

  /** By 1 / (1 - share): each further nine is as far from the last one. */
  private static Series distribution(Measurements measured, String series, String name) {
    List<Point> points = new ArrayList<>();
    for (Point point : measured.drawn(LATENCY + "balancer-" + LATENCY_AT, series, name).points()) {
      if (point.x() < 1) {
        double nines = 1 / (1 - point.x());
        points.add(new Point(nines, point.y(), point.low(), point.high()));
      }
    }
    return new Series(name, points, true);
  }

  private static List<Tick> shares() {
    return List.of(
        new Tick(2, "50%"),
        new Tick(10, "90%"),
        new Tick(100, "99%"),
        new Tick(1_000, "99.9%"),
        new Tick(10_000, "99.99%"));
  }

  private static List<Series> staleness(Measurements measured) {
    List<Point> bound = new ArrayList<>();
    for (double interval : measured.places("staleness-p99", Claim.OURS)) {
      bound.add(Point.exact(interval, interval + 1));
    }
    return List.of(
        measured.drawn("staleness-p50", Claim.OURS, "median"),
        measured.drawn("staleness-p99", Claim.OURS, "p99"),
        measured.drawn("staleness-longest", Claim.OURS, "longest"),
        new Series("bound: past it, reads say stale", bound, false));
  }
}
