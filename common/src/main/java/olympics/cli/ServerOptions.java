package olympics.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.cluster.ServerSettings;
import olympics.process.core.Address;
import olympics.process.core.Role;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options of the database server and the front-ends: uid, port, -l, bind, advertise, takeover, TLS,
 * clock experiments, trace. A picocli mixin.
 */
public final class ServerOptions {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ALL_INTERFACES = "0.0.0.0";

  @Option(
      names = {"-i", "--uid"},
      paramLabel = "N",
      description = "Rank in elections, the highest leads (default: database 0, front-end 1).")
  private Integer uid;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "Port to listen on, 0: the system chooses (default: database 8000, front-end 8002).")
  private Integer port;

  @Option(
      names = {"-l", "--run_locally"},
      description = "Listen on this machine only, and look for the others on it.")
  private boolean runLocally;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description = "Address to listen on (default: all; with -l: " + LOOPBACK + ").")
  private String bind;

  @Option(
      names = "--advertise",
      paramLabel = "HOST[:PORT]",
      description = "Address that the others are told (default: this machine's own).")
  private String advertise;

  @Option(
      names = "--takeover",
      description = "On joining, take the leadership over if this uid is the highest.")
  private boolean takeover;

  @Option(
      names = "--clock-offset",
      paramLabel = "SECONDS",
      description = "For experiments: start with the clock this wrong; may be negative.")
  private Duration clockOffset = Duration.ZERO;

  @Option(
      names = "--clock-drift-ppm",
      paramLabel = "PPM",
      description = "For experiments: microseconds a second that the clock runs fast.")
  private double clockDriftPpm;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Write receipts with vector clocks, for ShiViz; in a folder: to a file of its own.")
  private Path trace;

  @Mixin private TlsOptions tls;

  /** Whether -l was given: loopback only, and addresses that are not given are filled in. */
  public boolean runLocally() {
    return runLocally;
  }

  /** The port to listen on. */
  public int port(Role role) {
    return port == null ? LocalAddresses.portOf(role) : port;
  }

  /**
   * The settings for the cluster.
   *
   * @param peers as given on the command line; if empty and -l, the seed's three addresses less
   *     one's own
   * @throws UsageException if options contradict each other
   * @throws SecretMissingException if there is no cluster key, or no certificate, and none may be
   *     made or done without
   */
  public ServerSettings settings(
      Role role, List<Address> peers, Map<String, String> attributes, Secrets secrets) {
    int listen = port(role);
    List<Address> expected =
        peers.isEmpty() && runLocally ? LocalAddresses.serversBut(listen) : peers;
    Address advertised = advertised(listen, expected);
    return new ServerSettings(
        role,
        uid == null ? (role == Role.DATABASE ? 0 : 1) : uid,
        new Address(bindHost(), listen),
        advertised,
        expected.stream().filter(peer -> !peer.equals(advertised)).toList(),
        secrets.clusterKey(),
        takeover,
        clockOffset,
        clockDriftPpm,
        Optional.ofNullable(trace),
        attributes,
        tls.ofServer(secrets.directory(), runLocally));
  }

  private String bindHost() {
    if (bind == null) {
      return runLocally ? LOOPBACK : ALL_INTERFACES;
    }
    Address address = host("--bind", bind, 0);
    if (runLocally && !MachineAddress.isLoopback(address.host())) {
      throw new UsageException(
          "-l listens on this machine only, but --bind is " + bind + ": leave out one of them");
    }
    return address.host();
  }

  private Address advertised(int listen, List<Address> peers) {
    if (advertise == null) {
      return new Address(runLocally ? "localhost" : MachineAddress.towards(peers), listen);
    }
    boolean hasPort = advertise.matches("\\[.*]:\\d+|[^:]*:\\d+");
    if (!hasPort) {
      return host("--advertise", advertise, listen);
    }
    try {
      return Address.parse(advertise);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--advertise: " + e.getMessage());
    }
  }

  private static Address host(String option, String text, int port) {
    try {
      return new Address(text.replaceFirst("^\\[(.*)]$", "$1"), port);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
