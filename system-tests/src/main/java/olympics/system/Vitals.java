package olympics.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import olympics.system.core.FlatnessChecker.Allowance;

/** What a Java process of this machine holds at a moment, as seen from outside (Linux only). */
public final class Vitals {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final double MIB = 1024 * 1024;

  /** What is measured, and how much growth is still called flat. */
  public enum Measure {
    /** What the garbage collector leaves, in MiB. */
    HEAP("MiB of live heap", 2, 6),
    /** All memory that is in use, in MiB: here the just-in-time compiler's too. */
    RESIDENT("MiB of resident memory", 24, 60),
    THREADS("threads", 3, 12),
    DESCRIPTORS("descriptors", 8, 24);

    /** For a person: as "threads". */
    public final String unit;

    private final double inAll;
    private final double perHour;

    Measure(String unit, double inAll, double perHour) {
      this.unit = unit;
      this.inAll = inAll;
      this.perHour = perHour;
    }

    Allowance allowed() {
      return new Allowance(inAll, perHour);
    }
  }

  private Vitals() {}

  /** Reads them; has the process collect its garbage first. */
  public static Map<Measure, Double> of(GamesProcess process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      Map<Measure, Double> vitals = new EnumMap<>(Measure.class);
      vitals.put(Measure.HEAP, number(LIVE, histogram(process)) / MIB);
      String status = Files.readString(proc.resolve("status"));
      vitals.put(Measure.RESIDENT, number(RESIDENT, status) / 1024);
      vitals.put(Measure.THREADS, number(THREADS, status));
      try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
        vitals.put(Measure.DESCRIPTORS, (double) descriptors.count());
      }
      return vitals;
    } catch (IOException e) {
      throw new UncheckedIOException(process.name() + " cannot be measured", e);
    }
  }

  /** The objects that are alive, by class; the last line is their sum. */
  static String histogram(GamesProcess process) throws IOException {
    return Jcmd.ask(process, "GC.class_histogram");
  }

  private static double number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("expected " + pattern + " in:\n" + text);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
