package olympics.cli;

import olympics.process.core.Address;
import olympics.tls.Links;
import olympics.tls.TlsFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a client finds the system, PygmyDotCom or a front-end, and how. A picocli mixin. */
public final class ClientOptions {
  @Option(
      names = {"-i", "--serip"},
      paramLabel = "HOST",
      description = "Host to send requests to (default: localhost).")
  private String host = LocalAddresses.BALANCER.host();

  @Option(
      names = {"-p", "--serport"},
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Port to send requests to (default: 8001, PygmyDotCom's).")
  private int port = LocalAddresses.BALANCER.port();

  @Option(
      names = {"-l", "--run_locally"},
      description = "All processes run on this machine.")
  private boolean runLocally;

  @Mixin private TlsOptions tls;

  /**
   * The server to send requests to.
   *
   * @throws UsageException if the host is no host, or the port is 0
   */
  public Address server() {
    if (port == 0) {
      throw new UsageException("--serport is 0, expected 1 to 65535");
    }
    try {
      return new Address(host, port);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--serip: " + e.getMessage());
    }
  }

  /**
   * The links to that server. To one on another machine they are encrypted, unless {@code
   * --tls=off} was given.
   *
   * @param alsoServes whether others connect to this process, too
   * @throws SecretMissingException if certificates are needed and missing
   * @throws IllegalArgumentException if there are some that cannot be used
   */
  public Links links(CommonOptions common, boolean alsoServes) {
    boolean onlyHere = runLocally || MachineAddress.isLoopback(server().host());
    return alsoServes
        ? tls.ofServer(common.dataDirectory(), onlyHere)
        : tls.ofClient(common.dataDirectory(), onlyHere);
  }

  /**
   * The links of a process that calls that server, and serves a page to whoever looks: with TLS if
   * there is a certificate to do so with; otherwise as {@link #links}.
   */
  public Links linksWithPage(CommonOptions common) {
    boolean mayServe = TlsFiles.in(common.dataDirectory()).canServe();
    return links(common, mayServe);
  }

  /** Whether -l was given: what is missing in the data directory may be made. */
  public boolean runLocally() {
    return runLocally;
  }
}
