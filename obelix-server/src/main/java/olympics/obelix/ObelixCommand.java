package olympics.obelix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.LocalAddresses;
import olympics.cli.Program;
import olympics.cli.SecretOptions;
import olympics.cli.Secrets;
import olympics.cli.ServerOptions;
import olympics.cli.UsageException;
import olympics.cluster.ServerSettings;
import olympics.process.core.Address;
import olympics.process.core.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of a front-end. */
@Command(
    name = "obelix-server",
    description = "A front-end: answers tablets from its cache, passes writes to the database.")
@Examples({
  "obelix-server --uid=1 --port=8002 -l -c                # polls the database for changes",
  "obelix-server --uid=2 --port=8003 -l                   # is told of changes",
  "obelix-server --uid=1 --port=8002 --dbhost=db:8000 --zhost=other:8003"
})
final class ObelixCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ServerOptions options;
  @Mixin private SecretOptions secretOptions;

  @Option(
      names = {"-d", "--dbhost"},
      paramLabel = "HOST:PORT",
      description = "The database server (default with -l: localhost:8000).")
  private Address databaseHost;

  @Option(
      names = {"-z", "--zhost"},
      paramLabel = "HOST:PORT",
      split = ",",
      description = "The other front-ends; may be repeated (default with -l: 8002 and 8003 here).")
  private List<Address> otherFrontEnds = new ArrayList<>();

  @Option(
      names = {"-c", "--cache_pull"},
      description = "Short for --cache=pull.")
  private boolean pull;

  @Option(
      names = "--cache",
      paramLabel = "pull|push|none",
      description =
          "pull: poll the database for changes; push: writes and the database's notices"
              + " invalidate at once; none: ask the database every time (default: push).")
  private CacheMode cache;

  @Option(
      names = "--poll-interval",
      paramLabel = "TIME",
      description = "Time between polls in pull mode (default: 2s).")
  private Duration pollInterval = Duration.ofSeconds(2);

  @Option(
      names = "--reconcile-interval",
      paramLabel = "TIME",
      description = "Time between polls in push mode, for notices that were lost (default: 10s).")
  private Duration reconcileInterval = Duration.ofSeconds(10);

  @Option(
      names = "--db-delay",
      paramLabel = "TIME",
      description = "For experiments: added to each call to the database.")
  private Duration databaseDelay = Duration.ZERO;

  @Override
  public Integer call() throws Exception {
    return Program.runUntilStopped(ObelixServer.start(settings()));
  }

  ObelixServer.Settings settings() {
    requirePositive("--poll-interval", pollInterval);
    requirePositive("--reconcile-interval", reconcileInterval);
    if (databaseDelay.isNegative()) {
      throw new UsageException("--db-delay is negative, expected 0 or more");
    }
    Secrets secrets = secretOptions.secrets(common, options.runLocally());
    CacheMode mode = mode();
    Address database = database();
    ServerSettings cluster =
        options.settings(
            Role.FRONT_END, peers(database), Map.of("cache", mode.toString()), secrets);
    return new ObelixServer.Settings(
        cluster,
        database,
        databaseDelay,
        new ScoreKeeper.Settings(mode, pollInterval, reconcileInterval),
        secrets.cacofonixPassword());
  }

  private CacheMode mode() {
    if (pull && cache != null && cache != CacheMode.PULL) {
      throw new UsageException("-c asks for --cache=pull, but --cache=" + cache + " was given");
    }
    return pull ? CacheMode.PULL : cache == null ? CacheMode.PUSH : cache;
  }

  private Address database() {
    if (databaseHost == null && !options.runLocally()) {
      throw new UsageException(
          "no database server: give --dbhost=HOST:PORT, or -l if it is on this machine");
    }
    return databaseHost == null ? LocalAddresses.DATABASE : databaseHost;
  }

  private List<Address> peers(Address database) {
    List<Address> peers = new ArrayList<>();
    peers.add(database);
    peers.addAll(
        otherFrontEnds.isEmpty() && options.runLocally()
            ? LocalAddresses.FRONT_ENDS
            : otherFrontEnds);
    return peers;
  }

  private static void requirePositive(String option, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new UsageException(option + " is " + duration.toMillis() + "ms, expected more than 0");
    }
  }
}
