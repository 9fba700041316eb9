package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import olympics.system.bench.core.Measurements;
import olympics.system.bench.core.Plots;
import olympics.system.bench.core.WarmUp;
import olympics.system.bench.core.WrkReport;

/**
 * Loads contenders with wrk: one, or several in turn, round after round, the order turned round
 * each time. A wrong answer before or after, an error that wrk saw, or answers of a wrong length
 * make the row fail. Confined to one thread.
 */
final class Contest {
  private static final AtomicLong LOADS = new AtomicLong();

  private final Bench bench;
  private final Wrk wrk;
  private final Probe probe;

  /**
   * A contest.
   *
   * @param authority as {@link Probe} has it
   */
  Contest(Bench bench, Path authority) throws IOException {
    this.bench = bench;
    this.wrk = new Wrk(bench.settings().work());
    this.probe = new Probe(bench.settings().tls(), authority);
  }

  Probe probe() {
    return probe;
  }

  /** Loads one for as long as a round lasts. */
  WrkReport load(Contender contender, int connections) throws IOException, RowFailedException {
    long bytes = probe.call(contender).bytes();
    return load(contender, connections, bench.settings().each(), bytes);
  }

  /**
   * Loads one until it gains no more, round after round: its methods are compiled meanwhile.
   *
   * @return how many answers it gave
   */
  long warmUp(Contender contender, int connections) throws IOException, RowFailedException {
    long answered = 0;
    List<Double> rounds = new ArrayList<>();
    while (!WarmUp.isOver(rounds)) {
      WrkReport report = load(contender, connections);
      rounds.add(report.throughput());
      answered += report.requests();
    }
    return answered;
  }

  /** Loads one until it has given so many answers; returns how many it gave. */
  long answer(Contender contender, int connections, long least)
      throws IOException, RowFailedException {
    long answered = 0;
    while (answered < least) {
      answered += load(contender, connections).requests();
    }
    return answered;
  }

  /**
   * Has them contend, and notes how many calls a second each answered.
   *
   * @param x what is varied, as it is noted
   * @param connections that are open to the one that is loaded
   * @return how many calls of each were answered, by its series
   */
  Map<String, Long> hold(String subject, double x, int connections, List<Contender> contenders)
      throws IOException, RowFailedException {
    Map<String, Long> bytes = new HashMap<>();
    Map<String, Long> answered = new HashMap<>();
    for (Contender contender : contenders) {
      bytes.put(contender.series(), probe.call(contender).bytes());
      answered.put(contender.series(), warmUp(contender, connections));
    }
    List<Contender> order = new ArrayList<>(contenders);
    Duration each = bench.settings().each();
    for (int round = 1; round <= bench.rounds(); round++) {
      for (Contender contender : order) {
        WrkReport report = load(contender, connections, each, bytes.get(contender.series()));
        answered.merge(contender.series(), report.requests(), Long::sum);
        note(subject, x, round, contender, report);
      }
      Collections.reverse(order);
    }
    for (Contender contender : contenders) {
      probe.call(contender);
    }
    return answered;
  }

  /** A report that counts. */
  private WrkReport load(Contender contender, int connections, Duration time, long bytes)
      throws IOException, RowFailedException {
    List<String> ids =
        contender.ids().map(first -> List.of(first + LOADS.incrementAndGet())).orElse(List.of());
    WrkReport report = wrk.load(probe.url(contender), contender, connections, time, ids);
    List<String> objections = report.objections(bytes);
    if (!objections.isEmpty()) {
      throw new RowFailedException(contender.name() + ": " + String.join(", ", objections));
    }
    return report;
  }

  private void note(String subject, double x, int round, Contender contender, WrkReport report) {
    bench.note(subject, contender.series(), x, round, report.throughput());
    bench.note(Measurements.WRK_BUSY, subject + " " + contender.series(), x, round, report.busy());
    bench.show(round, contender.name(), report.throughput(), "a second");
    report
        .latencyMillis()
        .forEach(
            (share, millis) ->
                bench.note(
                    Plots.LATENCY + subject + "-" + (long) x,
                    contender.series(),
                    share,
                    round,
                    millis));
  }
}
