package olympics.system.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.cli.UsageException;
import olympics.rpc.RpcFault;
import olympics.system.Games;
import olympics.system.bench.core.Measurement;
import olympics.system.bench.core.Measurement.Conditions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the rows of the benchmark that are asked for, and writes what came of it. */
@Command(
    name = "benchmark",
    description = {
      "Measures the speed of the Games, beside nginx and HAProxy where there is something to"
          + " compare, and says whether the targets are reached. What was measured of this commit"
          + " with the same settings is not measured again, so it can be broken off and started"
          + " again at any time.",
      "",
      "Needs wrk, nginx, haproxy, strace and python3: apt-get install wrk nginx haproxy strace"
          + " python3. A row for which one is missing is left out by name."
    },
    footer = {
      "",
      "Examples:",
      "  system-tests/benchmark                       # everything",
      "  system-tests/benchmark balancer --rounds 15  # the rows whose names begin with balancer-",
      "  system-tests/benchmark writes --tls --again",
      "  system-tests/benchmark --jmh Cache           # single operations, see docs/performance.md"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Benchmark implements Callable<Integer> {
  private static final String FAILED = ": failed: ";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ROW", arity = "0..*", description = "See --list (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How long a round lasts (default: 3).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "How many rounds (default: 9; with fewer than 6 no interval has 95%%).")
  private int rounds;

  @Option(
      names = {"-l", "--run_locally"},
      description = "All links in plain text: so it is unless --tls is given.")
  private boolean plain;

  @Option(
      names = "--tls",
      description = "All links over TLS, with certificates made for it; the peers with the same.")
  private boolean tls;

  @Option(names = "--again", description = "Measure again what has been measured.")
  private boolean again;

  @Option(names = "--list", description = "Name the rows, and end.")
  private boolean list;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write (default: system-tests/target/benchmark).")
  private Path output;

  /** Runs the benchmark. */
  public static void main(String[] args) {
    Program.run(new Benchmark(), args);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      Rows.all().forEach(row -> out.printf("%-15s %s%n", row.name(), row.what()));
      return ExitCode.OK;
    }
    if (seconds < 1 || rounds < 1) {
      throw new UsageException("--seconds and --rounds are expected to be 1 or more");
    }
    if (plain && tls) {
      throw new UsageException("-l and --tls exclude each other");
    }
    List<Row> rows = Rows.chosen(names);
    Path folder =
        Files.createDirectories(
            output == null
                ? Games.projectRoot().resolve("system-tests/target/benchmark")
                : output.toAbsolutePath());
    Path work = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    Conditions conditions =
        new Conditions(
            System.getProperty("benchmark.commit", "-"),
            tls ? "tls" : "plain",
            rounds + " rounds of " + seconds + " s");
    Notebook notebook = new Notebook(folder, conditions);
    Bench.Settings settings =
        new Bench.Settings(Duration.ofSeconds(seconds), rounds, tls, work, folder);
    List<String> leftOut = measure(rows, settings, conditions, notebook);
    out.println(Files.readString(notebook.write(work, leftOut)));
    out.flush();
    boolean failed = leftOut.stream().anyMatch(reason -> reason.contains(FAILED));
    return failed ? ExitCode.FAILURE : ExitCode.OK;
  }

  /** Returns what was not measured, with the reasons. */
  private List<String> measure(
      List<Row> rows, Bench.Settings settings, Conditions conditions, Notebook notebook)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> leftOut = new ArrayList<>();
    // A tree that differs from its commit may differ from what it was, too.
    boolean keeps = !again && !conditions.commit().endsWith("+");
    for (Row row : rows) {
      if (keeps && notebook.read().rows().contains(row.name())) {
        out.printf("%s: has been measured%n", row.name());
        continue;
      }
      Set<String> missing = new TreeSet<>(row.needs());
      missing.removeIf(program -> Programs.find(program).isPresent());
      if (!missing.isEmpty()) {
        leftOut.add(row.name() + ": needs " + howToInstall(missing));
      } else if (settings.tls() && !row.speaksTls()) {
        leftOut.add(row.name() + ": is not measured over TLS");
      } else {
        out.printf("%s: %s%n", row.name(), row.what());
        out.flush();
        measure(row, new Bench(settings, conditions, row.name(), out), conditions, notebook)
            .ifPresent(leftOut::add);
      }
      notebook.write(settings.work(), leftOut);
    }
    return leftOut;
  }

  private static String howToInstall(Set<String> programs) {
    return String.join(" ", programs)
        + ": apt-get install "
        + programs.stream().map(Programs::packageOf).collect(Collectors.joining(" "));
  }

  /** Returns why it failed, if it did. */
  private Optional<String> measure(Row row, Bench bench, Conditions conditions, Notebook notebook)
      throws IOException {
    double load = Machine.load();
    try {
      row.measure(bench);
      notebook.add(bench.measured(), Measurement.end(conditions, row.name(), load));
      return Optional.empty();
    } catch (RowFailedException
        | RpcFault
        | IOException
        | UncheckedIOException
        | ExecutionException e) {
      return Optional.of(failed(row, e));
    } catch (AssertionError e) {
      // What was waited for did not come.
      return Optional.of(failed(row, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(row.name(), e);
    }
  }

  private String failed(Row row, Throwable why) {
    String reason = row.name() + FAILED + why.getMessage();
    spec.commandLine().getErr().println(reason);
    return reason.lines().findFirst().orElse(reason);
  }
}
