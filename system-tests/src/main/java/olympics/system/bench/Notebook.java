package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import olympics.system.bench.core.Measurement;
import olympics.system.bench.core.Measurement.Conditions;
import olympics.system.bench.core.Measurements;
import olympics.system.bench.core.Plots;
import olympics.system.bench.core.Report;
import olympics.system.bench.core.SvgPlot;

/**
 * The files of the benchmark: all measurements, which are only ever added to, and the report and
 * plots, which are made of them.
 */
final class Notebook {
  private final Path folder;
  private final Conditions conditions;

  Notebook(Path folder, Conditions conditions) {
    this.folder = folder;
    this.conditions = conditions;
  }

  /** What was measured under these conditions. */
  Measurements read() throws IOException {
    Path file = measurements();
    return Measurements.of(Files.exists(file) ? Files.readAllLines(file) : List.of(), conditions);
  }

  /** Adds a row that came to its end. */
  void add(List<Measurement> measured, Measurement end) throws IOException {
    StringBuilder lines = new StringBuilder();
    measured.forEach(m -> lines.append(m.line()).append('\n'));
    lines.append(end.line()).append('\n');
    Files.writeString(measurements(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Writes report and plots anew; returns the report's path. */
  Path write(Path work, List<String> leftOut) throws IOException {
    Measurements measured = read();
    String suffix = conditions.link().equals("plain") ? "" : "-" + conditions.link();
    Map<String, String> pictures = new TreeMap<>();
    for (Map.Entry<String, SvgPlot> plot : Plots.of(measured).entrySet()) {
      String name = plot.getKey() + suffix + ".svg";
      Files.writeString(folder.resolve(name), plot.getValue().svg());
      pictures.put(plot.getValue().title(), name);
    }
    Path report = folder.resolve("benchmark" + suffix + ".md");
    return Files.writeString(
        report,
        Report.markdown(measured, Machine.describe(conditions, work, measured), pictures, leftOut));
  }

  private Path measurements() {
    return folder.resolve("measurements.tsv");
  }
}
