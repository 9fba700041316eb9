package olympics.system.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import olympics.system.bench.core.Figures;
import olympics.system.bench.core.Measurement.Conditions;
import olympics.system.bench.core.Measurements;

/** What the figures of a report depend on. */
final class Machine {
  private static final double GIB = 1024.0 * 1024;

  private Machine() {}

  /** How many processes ran or waited to run during the last minute, on average. */
  static double load() {
    return Math.max(0, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Each with its name, in the order of the report. */
  static Map<String, String> describe(Conditions conditions, Path work, Measurements measured)
      throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    words.put("commit", conditions.commit());
    words.put("links", conditions.link().equals("tls") ? "TLS" : "plain text, loopback");
    words.put("rounds", conditions.setting() + ", in turn, when they were warm");
    words.put(
        "processors",
        Runtime.getRuntime().availableProcessors()
            + ", "
            + valueIn(Path.of("/proc/cpuinfo"), "model name"));
    words.put("memory", memory());
    words.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    words.put(
        "Java",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    words.put("disk", Files.getFileStore(work).type());
    for (String program : Programs.ALL) {
      words.put(program, Programs.version(program));
    }
    words.put("settings of the peers", Peer.SETTINGS);
    String busy =
        measured.medians(Measurements.WRK_BUSY).entrySet().stream()
            .map(one -> one.getKey() + " " + Figures.text(100 * one.getValue()) + "%")
            .collect(Collectors.joining(", "));
    if (!busy.isEmpty()) {
      words.put("wrk's share of one processor", busy);
    }
    List<Double> loads = measured.loads();
    if (!loads.isEmpty()) {
      words.put(
          "load when a row began",
          Figures.text(loads.get(0)) + " to " + Figures.text(loads.get(1)) + " processes");
    }
    return words;
  }

  private static String memory() throws IOException {
    String kib = valueIn(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
    return kib.isEmpty()
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kib) / GIB);
  }

  /** What stands behind a name and a colon; "unknown" if nothing does. */
  private static String valueIn(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
