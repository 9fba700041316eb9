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
import olympics.system.bench.core.Plots;
import olympics.system.bench.core.WrkReport;

/**
 * Loads contenders in turn, round after round, the order turned round each time, and notes how many
 * calls a second each answered. A wrong answer before or after, an error that wrk saw, or answers
 * of a wrong length make the row fail. Confined to one thread.
 */
final class Contest {
  private static final AtomicLong LOADS = new AtomicLong();
  private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(3);

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

  /**
   * Has them contend.
   *
   * @param x what is varied, as it is noted
   * @param connections that are open to the one that is loaded
   * @return how many calls of each were answered, by its series
   */
  Map<String, Long> hold(String subject, double x, int connections, List<Contender> contenders)
      throws IOException, RowFailedException {
    Map<String, Long> bytes = new HashMap<>();
    for (Contender contender : contenders) {
      bytes.put(contender.series(), probe.call(contender).bytes());
    }
    Map<String, Long> answered = new HashMap<>();
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 0; round <= bench.rounds(); round++) {
      for (Contender contender : order) {
        WrkReport report = load(contender, connections, round == 0);
        reject(contender, report.objections(bytes.get(contender.series())));
        answered.merge(contender.series(), report.requests(), Long::sum);
        if (round > 0) {
          note(subject, x, round, contender, report);
        }
      }
      Collections.reverse(order);
    }
    for (Contender contender : contenders) {
      probe.call(contender);
    }
    return answered;
  }

  private WrkReport load(Contender contender, int connections, boolean warmUp) throws IOException {
    Duration each = bench.settings().each();
    Duration time = warmUp && each.compareTo(SHORTEST_WARM_UP) < 0 ? SHORTEST_WARM_UP : each;
    List<String> ids =
        contender.ids().map(first -> List.of(first + LOADS.incrementAndGet())).orElse(List.of());
    return wrk.load(probe.url(contender), contender, connections, time, ids);
  }

  private static void reject(Contender contender, List<String> objections)
      throws RowFailedException {
    if (!objections.isEmpty()) {
      throw new RowFailedException(contender.name() + ": " + String.join(", ", objections));
    }
  }

  private void note(String subject, double x, int round, Contender contender, WrkReport report) {
    bench.note(subject, contender.series(), x, round, report.throughput());
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
