package olympics.cacofonix;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import olympics.cacofonix.core.SimulatedGames;
import olympics.cacofonix.core.UpdateSource;
import olympics.cacofonix.outbox.Run;
import olympics.cli.UsageException;
import picocli.CommandLine.Option;

/** Options of the simulation. A picocli mixin. */
final class SimulationOptions {
  private static final double DEFAULT_RATE = 2;
  private static final double MAX_RATE = 100_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The same seed plays the same Games (default: follows from the name of the run).")
  private Long seed;

  @Option(names = "--rate", paramLabel = "N", description = "Updates a second (default: 2).")
  private Double rate;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after so many updates (default: never).")
  private Long count;

  /** The run of that name; without one, a new run, whose name is drawn. */
  Run run(Optional<String> name) {
    String settled = name.map(String::strip).orElseGet(SimulationOptions::freshName);
    if (seed == null) {
      seed = (long) settled.hashCode(); // so that the name alone says how to go on
    }
    String of = "simulation seed=" + seed;
    return Run.named(settled, of, of);
  }

  private static String freshName() {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The simulated Games; after {@link #run}, which settles the seed. */
  UpdateSource games() {
    double perSecond = rate == null ? DEFAULT_RATE : rate;
    if (!(perSecond > 0 && perSecond <= MAX_RATE)) {
      throw new UsageException("--rate is " + perSecond + ", expected above 0, at most 100000");
    }
    if (count != null && count < 1) {
      throw new UsageException("--count is " + count + ", expected at least 1");
    }
    return new SimulatedGames(seed, perSecond, count == null ? UpdateSource.ENDLESS : count);
  }

  /** A replay is no simulation. */
  void requireNoneWithReplay() {
    if (seed != null || rate != null || count != null) {
      throw new UsageException("--seed, --rate and --count are for the simulation, not --replay");
    }
  }
}
