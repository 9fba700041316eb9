package olympics.system;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The seed's experiment: the mean latency of 50 requests through the balancer, with cache and
 * without.
 *
 * <p>Two systems run side by side, alike but for the cache, and are asked in turn, so that a change
 * in the machine's speed touches both.
 */
@Command(
    name = "latency-experiment",
    description = "Measures what the cache is worth: 50 reads in a row, with and without it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class LatencyExperiment implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "How often each system answers the 50 requests (default: 20, at least 2).")
  private int rounds;

  @Option(
      names = "--db-delay",
      split = ",",
      defaultValue = "0ms,5ms",
      description = "Delays added to the link to the database, one table each (default: 0ms,5ms).")
  private List<String> delays;

  public static void main(String[] args) {
    Program.run(new LatencyExperiment(), args);
  }

  @Override
  public Integer call() throws RpcFault, RpcFailure {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Mean latency of %d reads through the balancer, one after another; %d rounds, in turn.%n",
        SequentialReads.REQUESTS, rounds);
    out.println(
        "The seed measured 204.5 ms with the cache and 389.7 ms without: a ratio of 0.525.");
    for (String delay : delays) {
      out.printf("%nDatabase link: %s added%n", delay);
      out.flush();
      measure(delay, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void measure(String delay, PrintWriter out) throws RpcFault, RpcFailure {
    try (SequentialReads reads = SequentialReads.start(delay, /* withCertificates= */ false)) {
      List<Double> with = new ArrayList<>();
      List<Double> without = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        boolean cachedFirst = round % 2 == 0;
        double first = reads.meanMillis(cachedFirst);
        double second = reads.meanMillis(!cachedFirst);
        with.add(cachedFirst ? first : second);
        without.add(cachedFirst ? second : first);
        ratios.add(with.get(round) / without.get(round));
      }
      row(out, "with cache", with, " ms");
      row(out, "without cache", without, " ms");
      row(out, "ratio", ratios, "");
    }
  }

  private static void row(PrintWriter out, String what, List<Double> measured, String unit) {
    Sample sample = new Sample(measured);
    out.printf(
        Locale.ROOT,
        "  %-14s %7.3f%s ± %.3f (95%% confidence), standard deviation %.3f%n",
        what,
        sample.mean(),
        unit,
        sample.halfWidth(),
        sample.deviation());
    out.flush();
  }
}
