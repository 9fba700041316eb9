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
import olympics.wire.Methods;
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
  private static final int REQUESTS = 50;
  private static final int WARM_UP = 2_000;
  private static final double MILLIS = 1e6;

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
        REQUESTS, rounds);
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
    try (Games cached = prepare("push", delay);
        Games uncached = prepare("none", delay)) {
      cached.startAll();
      uncached.startAll();
      for (int i = 0; i < WARM_UP; i++) {
        read(cached, i);
        read(uncached, i);
      }
      List<Double> with = new ArrayList<>();
      List<Double> without = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        boolean cachedFirst = round % 2 == 0;
        double first = meanMillis(cachedFirst ? cached : uncached);
        double second = meanMillis(cachedFirst ? uncached : cached);
        with.add(cachedFirst ? first : second);
        without.add(cachedFirst ? second : first);
        ratios.add(with.get(round) / without.get(round));
      }
      row(out, "with cache", with, " ms");
      row(out, "without cache", without, " ms");
      row(out, "ratio", ratios, "");
    }
  }

  private static Games prepare(String mode, String delay) {
    return Games.prepare(mode, mode)
        .with(Games.ONE, "--db-delay=" + delay)
        .with(Games.TWO, "--db-delay=" + delay);
  }

  private static double meanMillis(Games games) throws RpcFault, RpcFailure {
    long begin = System.nanoTime();
    for (int i = 0; i < REQUESTS; i++) {
      read(games, i);
    }
    return (System.nanoTime() - begin) / MILLIS / REQUESTS;
  }

  private static void read(Games games, int i) throws RpcFault, RpcFailure {
    if (i % 2 == 0) {
      games.call(Games.BALANCER, Methods.GET_MEDAL_TALLY, "Gaul");
    } else {
      games.call(Games.BALANCER, Methods.GET_SCORE, "Stone Curling");
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
