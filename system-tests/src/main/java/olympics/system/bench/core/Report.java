package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was measured, as a page in Markdown. */
public final class Report {
  private Report() {}

  /**
   * The page.
   *
   * @param circumstances the machine, the programs, the settings: each a name and what it is
   * @param plots file names by title
   * @param leftOut rows that could not be measured, with the reason
   */
  public static String markdown(
      Measurements measured,
      Map<String, String> circumstances,
      Map<String, String> plots,
      List<String> leftOut) {
    StringBuilder page = new StringBuilder("# Benchmark\n\n| | |\n|---|---|\n");
    circumstances.forEach((name, what) -> page.append("| %s | %s |%n".formatted(name, cell(what))));
    page.append(
        """

        Median and interval of all rounds. A ratio is that of the two values of each round. The target
        is reached if the worse end of the interval reaches it, missed if not even the better end does.

        | measured | against | ours | peer | figure | interval | target | |
        |---|---|---|---|---|---|---|---|
        """);
    for (Claim claim : Claim.all()) {
      claim.figure(measured).ifPresent(figure -> page.append(line(claim, figure, measured)));
    }
    plots.forEach((title, file) -> page.append("%n![%s](%s)%n".formatted(title, file)));
    if (!leftOut.isEmpty()) {
      page.append("\n## Not measured\n\n");
      leftOut.forEach(row -> page.append("- ").append(row).append('\n'));
    }
    return page.toString();
  }

  private static String line(Claim claim, MedianInterval figure, Measurements measured) {
    String unit = claim.unit().isEmpty() ? "" : " " + claim.unit();
    List<String> cells = new ArrayList<>();
    cells.add(claim.what());
    cells.add(claim.against());
    boolean compared = !(claim.kind() instanceof Claim.Kind.Value);
    cells.add(compared ? median(measured, claim, Claim.OURS) : "");
    cells.add(claim.kind() instanceof Claim.Kind.Ratio ? median(measured, claim, Claim.PEER) : "");
    cells.add(Figures.text(figure.median()) + unit);
    cells.add(
        "%s to %s%s (%s%%)"
            .formatted(
                Figures.text(figure.low()),
                Figures.text(figure.high()),
                unit,
                Figures.text(100 * figure.confidence())));
    cells.add(claim.target() + unit);
    cells.add(claim.target().judge(figure).toString());
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String median(Measurements measured, Claim claim, String series) {
    List<Double> values = measured.values(claim.place().subject(), series, claim.place().x());
    String unit = claim.place().subject().equals("sequential") ? " ms" : "/s";
    return values.isEmpty() ? "" : Figures.text(MedianInterval.of(values).median()) + unit;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }
}
