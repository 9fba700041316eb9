package olympics.cli;

import java.nio.file.Path;
import java.util.Locale;
import olympics.tls.Links;
import olympics.tls.TlsFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Whether links are encrypted: if the data directory has certificates. A picocli mixin. */
public final class TlsOptions {
  private static final Logger LOG = LoggerFactory.getLogger(TlsOptions.class);

  @Option(
      names = "--tls",
      paramLabel = "auto|off",
      description = {
        "auto: use TLS if the data directory has certificates in tls/, and insist on it unless all is"
            + " on this machine; off: do not use it (default: auto)."
      })
  private Mode mode = Mode.AUTO;

  private enum Mode {
    AUTO,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The links of a process that others connect to.
   *
   * @param onlyHere whether all that it talks to is on this machine
   * @throws SecretMissingException if it is not, and there are no certificates
   * @throws IllegalArgumentException if there are some that cannot be used
   */
  public Links ofServer(Path dataDirectory, boolean onlyHere) {
    TlsFiles files = TlsFiles.in(dataDirectory);
    if (mode == Mode.OFF || files.hasNothingForServers()) {
      return plain(files, onlyHere, "ca.pem, server.pem and server-key.pem", dataDirectory);
    }
    return files.forServer();
  }

  /** The links of a process that only connects to others; otherwise as {@link #ofServer}. */
  public Links ofClient(Path dataDirectory, boolean onlyHere) {
    TlsFiles files = TlsFiles.in(dataDirectory);
    if (mode == Mode.OFF || !files.hasAuthority()) {
      return plain(files, onlyHere, "ca.pem", dataDirectory);
    }
    return files.forClient();
  }

  private Links plain(TlsFiles files, boolean onlyHere, String wanted, Path dataDirectory) {
    if (!onlyHere && mode == Mode.AUTO) {
      throw new SecretMissingException(
          String.format(
              "no certificates in %s: make them with 'scripts/init-secrets --data-dir %s --host"
                  + " NAME_OR_ADDRESS' on one machine, with --host for each machine, and copy tls/%s"
                  + " to the others; or run all on this machine with -l; or do without encryption"
                  + " by --tls=off",
              files.folder(), dataDirectory, wanted));
    }
    if (!onlyHere) {
      LOG.warn(
          "traffic between machines is not encrypted, use a network that you trust tls={}", mode);
    }
    return Links.PLAIN;
  }
}
