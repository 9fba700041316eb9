package olympics.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import olympics.cli.DurationConverter;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.cli.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The demonstration of the whole: a medal file is replayed while servers are killed, stopped and
 * cut off at random, and in the end every server must show exactly the file's table.
 */
@Command(
    name = "chaos-replay",
    description = {
      "Replays a medal file while servers are killed, stopped and cut off at random, and says",
      "whether every server shows exactly the file's medal table in the end. While it runs, the servers'",
      "page marks each fault on its timeline; the page's address is printed first."
    },
    footer = {
      "",
      "Examples:",
      "  scripts/chaos-replay",
      "  scripts/chaos-replay --seed 7 --replay medals.csv --lasting 60s",
      "  scripts/chaos-replay --seeds 20",
      "",
      "Exit code: 0 if every table was exactly right, 1 if not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ChaosReplay implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "A medal file, see docs/results-files.md (default: the village's).")
  private Path file;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which faults come when (default: 1).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many runs, with this seed and those that follow (default: 1).")
  private int seeds;

  @Option(
      names = "--lasting",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "20s",
      description = "How long a replay would take without faults (default: 20s).")
  private Duration lasting;

  public static void main(String[] args) {
    Program.run(new ChaosReplay(), args);
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || lasting.isNegative() || lasting.isZero()) {
      throw new UsageException("--seeds and --lasting are expected to be above 0");
    }
    Path medals =
        file == null
            ? Games.projectRoot().resolve("docs/examples/village-games-medals.csv")
            : file.toAbsolutePath();
    if (!Files.isReadable(medals)) {
      throw new UsageException("--replay: there is no readable file " + medals);
    }
    PrintWriter out = spec.commandLine().getOut();
    int port = FreePorts.take(1).get(0);
    out.printf("Open in a browser, while it runs: http://localhost:%d/%n", port);
    out.flush();
    int right = 0;
    for (long run = seed; run < seed + seeds; run++) {
      long began = System.nanoTime();
      ChaosRun.Verdict verdict = ChaosRun.of(medals, pace(medals), run, port);
      right += verdict.isRight() ? 1 : 0;
      print(out, run, verdict, Duration.ofNanos(System.nanoTime() - began));
    }
    out.printf("%d of %d final tables exactly right%n", right, seeds);
    out.flush();
    return right == seeds ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static void print(PrintWriter out, long seed, ChaosRun.Verdict verdict, Duration took) {
    out.printf(Locale.ROOT, "seed %d, %.0f s%n", seed, took.toMillis() / 1e3);
    out.printf("  medals published           %d%n", verdict.published());
    out.printf("  faults                     %s%n", verdict.faults());
    out.printf("  retries by Cacofonix       %d%n", verdict.retries());
    out.printf("  unknown outcomes resolved  %d%n", verdict.resolved());
    out.printf(
        "  final table                %s%n",
        verdict.isRight() ? "exactly right at every server" : "WRONG");
    verdict.wrong().forEach(wrong -> out.printf("    %s%n", wrong));
    out.flush();
  }

  /** Cacofonix's options that make a replay last as long as asked for. */
  private String[] pace(Path medals) throws IOException {
    List<String> lines = Files.readAllLines(medals);
    if (lines.size() < 2) {
      throw new UsageException("--replay: there is no medal in " + medals);
    }
    try {
      Duration span =
          Duration.between(timeOf(lines.get(1)), timeOf(lines.get(lines.size() - 1))).abs();
      double speed = Math.max(1.0, span.toMillis() / (double) lasting.toMillis());
      return new String[] {String.format(Locale.ROOT, "--speed=%.3f", speed)};
    } catch (DateTimeParseException e) {
      // A file without times has a cadence instead.
      long cadence = Math.max(1, lasting.toMillis() / (lines.size() - 1));
      return new String[] {"--cadence=" + cadence + "ms"};
    }
  }

  private static OffsetDateTime timeOf(String line) {
    return OffsetDateTime.parse(line.split(",", 2)[0]);
  }
}
