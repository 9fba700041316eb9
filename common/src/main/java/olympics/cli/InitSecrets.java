package olympics.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import olympics.games.core.Names;
import olympics.tls.CertificateMaker;
import olympics.tls.HostName;
import olympics.tls.TlsFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes the secrets and certificates that servers on several machines share. Leaves alone what is
 * there and serves.
 */
@Command(
    name = "init-secrets",
    header = "Makes the secrets and certificates that servers on several machines share.",
    description = {
      "What is there is kept. A new certificate for servers is issued if the one that is there"
          + " lacks a host or expires within 30 days; remove tls/server.pem to have a new one anyway."
    })
@Examples({
  "init-secrets",
  "init-secrets --host=games.example --host=192.0.2.7 --host=192.0.2.8",
  "init-secrets --data-dir /var/lib/games"
})
public final class InitSecrets implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--host",
      paramLabel = "NAME_OR_ADDRESS",
      description =
          "A host that the servers' certificate is for, beside this machine's own names and"
              + " addresses; give each name and each numeric address by which a machine is called;"
              + " may be repeated.")
  private List<String> hosts = List.of();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "" + CertificateMaker.MAX_DAYS,
      description = {
        "How long a new certificate for servers is valid, at most "
            + CertificateMaker.MAX_DAYS
            + " (default: ${DEFAULT-VALUE}). The authority is valid for ten years."
      })
  private int days;

  @Spec private CommandSpec spec;

  /** Runs the program. */
  public static void main(String[] args) {
    Program.run(new InitSecrets(), args);
  }

  @Override
  public Integer call() throws IOException {
    Set<HostName> certified = certified();
    if (days < 1 || days > CertificateMaker.MAX_DAYS) {
      throw new UsageException(
          "--days is " + days + ", expected 1 to " + CertificateMaker.MAX_DAYS);
    }
    Path directory = common.dataDirectory();
    PrintWriter out = spec.commandLine().getOut();
    make(out, directory.resolve(Secrets.CLUSTER_KEY), Secrets::newKey);
    make(out, directory.resolve(Secrets.PASSWORD), Secrets::newPassword);
    TlsFiles files = TlsFiles.in(directory);
    for (CertificateMaker.Made made : new CertificateMaker(files).make(certified, days)) {
      told(out, made.isNew(), made.file() + (made.why().isEmpty() ? "" : "  (" + made.why() + ")"));
    }
    tellWhatToCopy(out, files);
    return ExitCode.OK;
  }

  private Set<HostName> certified() {
    Set<HostName> all = MachineAddress.own();
    for (String host : hosts) {
      all.add(
          HostName.parse(host)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--host: not a host name or numeric address: '"
                              + Names.quotable(host)
                              + "'")));
    }
    return all;
  }

  private static void tellWhatToCopy(PrintWriter out, TlsFiles files) {
    out.println();
    out.println("Copy to the data directory (--data-dir) of the other machines, mode 600:");
    out.println(
        "  " + Secrets.CLUSTER_KEY + "         to every server: database, front-ends, PygmyDotCom");
    out.println(
        "  " + Secrets.PASSWORD + "  to the database server, every front-end, and Cacofonix");
    out.println("  tls/ca.pem          to every server, Cacofonix, and every tablet");
    out.println("  tls/server.pem      to every server, and to tablets that use --push");
    out.println("  tls/server-key.pem  wherever server.pem goes");
    out.println(
        "A tablet that only polls needs tls/ca.pem and nothing else. tls/ca-key.pem stays here.");
    out.println();
    out.println(
        "The servers' certificate expires on "
            + LocalDate.ofInstant(files.expiry(), ZoneOffset.UTC)
            + " and is for:");
    out.println(
        "  " + files.hosts().stream().map(HostName::toString).collect(Collectors.joining(", ")));
    out.println("For others run this again with --host, and copy server.pem and its key again.");
  }

  private static void make(PrintWriter out, Path path, Supplier<String> text) throws IOException {
    told(out, new SecretFile(path).createIfMissing(text), path.toString());
  }

  private static void told(PrintWriter out, boolean made, String what) {
    out.println((made ? "made  " : "kept  ") + what);
  }
}
