package olympics.pygmy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.LocalAddresses;
import olympics.cli.PortConverter;
import olympics.cli.Program;
import olympics.cli.Secrets;
import olympics.cli.TlsOptions;
import olympics.cli.UsageException;
import olympics.process.core.Address;
import olympics.pygmy.core.Timing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of the balancer. */
@Command(
    name = "pygmy-dotcom",
    description = "The balancer: forwards every request to a random front-end that is alive.")
@Examples({
  "pygmy-dotcom --port=8001 -l",
  "pygmy-dotcom --port=8001 --xhost=one:8002 --yhost=two:8003",
  "pygmy-dotcom -p 8001 -x one:8002,two:8002,three:8002"
})
final class PygmyCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ALL_INTERFACES = "0.0.0.0";

  @Mixin private CommonOptions common;
  @Mixin private TlsOptions tls;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Port to listen on, 0: the system chooses (default: 8001).")
  private int port = LocalAddresses.BALANCER.port();

  @Option(
      names = {"-l", "--run_locally"},
      description = "Listen on this machine only, and look for the front-ends on it.")
  private boolean runLocally;

  @Option(
      names = {"-x", "--xhost"},
      paramLabel = "HOST:PORT",
      split = ",",
      description = "A front-end; may be repeated (default with -l: localhost:8002 and 8003).")
  private List<Address> xhosts = new ArrayList<>();

  @Option(
      names = {"-y", "--yhost"},
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Another front-end; may be repeated.")
  private List<Address> yhosts = new ArrayList<>();

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description = "Address to listen on (default: all; with -l: " + LOOPBACK + ").")
  private String bind;

  @Option(
      names = "--faults-file",
      paramLabel = "FILE",
      description = "Faults to mark on the page's timeline, as scripts/fault notes them.")
  private Path faults;

  @Override
  public Integer call() throws Exception {
    return Program.runUntilStopped(PygmyDotCom.start(settings()));
  }

  Settings settings() {
    Secrets secrets = Secrets.in(common.dataDirectory(), runLocally);
    return new Settings(
        new Address(bindHost(), port),
        frontEnds(),
        secrets.clusterKey(),
        Timing.DEFAULT,
        Limits.DEFAULT,
        new SplittableRandom(),
        tls.ofServer(secrets.directory(), runLocally),
        Optional.ofNullable(faults));
  }

  private List<Address> frontEnds() {
    Set<Address> given = new LinkedHashSet<>(xhosts);
    given.addAll(yhosts);
    if (given.isEmpty() && !runLocally) {
      throw new UsageException(
          "no front-end: give --xhost=HOST:PORT and --yhost=HOST:PORT, or -l if they are on this"
              + " machine");
    }
    return given.isEmpty() ? LocalAddresses.FRONT_ENDS : List.copyOf(given);
  }

  private String bindHost() {
    if (bind == null) {
      return runLocally ? LOOPBACK : ALL_INTERFACES;
    }
    boolean loopback =
        bind.startsWith("127.") || Set.of("localhost", "::1", "[::1]").contains(bind);
    if (runLocally && !loopback) {
      throw new UsageException(
          "-l listens on this machine only, but --bind is " + bind + ": leave out one of them");
    }
    return bind.replaceFirst("^\\[(.*)]$", "$1");
  }
}
