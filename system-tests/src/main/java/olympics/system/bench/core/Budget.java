package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a read costs on its way, by who spends it: medians of rounds, as a table. */
public final class Budget {
  private static final String HEAD =
      """
      # Processor time for each read

      Microseconds; medians of %d rounds. *All* includes the load's maker, wrk.

      | connections | through | reads a second | that: own code | kernel | front-ends: own code | kernel \
      | all |
      |---|---|---|---|---|---|---|---|
      """;

  /**
   * One round of one way.
   *
   * @param throughput reads a second
   * @param hop what the balancer spends for each read
   * @param frontEnds what they spend together
   * @param load what wrk spends, microseconds
   */
  public record Spent(double throughput, ProcessorTime hop, ProcessorTime frontEnds, double load) {}

  private record Line(int connections, String way, List<Spent> rounds) {}

  private final List<Line> lines = new ArrayList<>();

  /** Adds the rounds of one way to the front-ends. */
  public void add(int connections, String way, List<Spent> rounds) {
    lines.add(new Line(connections, way, List.copyOf(rounds)));
  }

  /** The table, in Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder(HEAD.formatted(lines.get(0).rounds().size()));
    for (Line line : lines) {
      page.append(
          "| %d | %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  line.connections(),
                  line.way(),
                  median(line, Spent::throughput),
                  median(line, spent -> spent.hop().user()),
                  median(line, spent -> spent.hop().kernel()),
                  median(line, spent -> spent.frontEnds().user()),
                  median(line, spent -> spent.frontEnds().kernel()),
                  median(
                      line, spent -> spent.hop().sum() + spent.frontEnds().sum() + spent.load())));
    }
    return page.toString();
  }

  private static String median(Line line, ToDoubleFunction<Spent> of) {
    return Figures.text(
        Figures.quantile(line.rounds().stream().mapToDouble(of).boxed().toList(), 0.5));
  }
}
