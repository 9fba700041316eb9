package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import olympics.tls.Links;
import olympics.tls.TestCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** When TLS is on, when a program goes without, and when it refuses to. */
class TlsOptionsTest {
  @TempDir private Path data;
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  @Command(name = "server")
  private static final class Server implements Callable<Integer> {
    @Mixin private CommonOptions common;
    @Mixin private TlsOptions tls;

    @Option(names = "-l")
    private boolean runLocally;

    private Links links;

    @Override
    public Integer call() {
      links = tls.ofServer(common.dataDirectory(), runLocally);
      return ExitCode.OK;
    }
  }

  @Command(name = "client")
  private static final class Client implements Callable<Integer> {
    @Mixin private CommonOptions common;
    @Mixin private ClientOptions client;

    @Option(names = "--push")
    private boolean push;

    @Option(names = "--page")
    private boolean page;

    private Links links;

    @Override
    public Integer call() {
      links = page ? client.linksWithPage(common) : client.links(common, push);
      return ExitCode.OK;
    }
  }

  @BeforeEach
  void listen() {
    warnings.start();
    ((Logger) LoggerFactory.getLogger(TlsOptions.class)).addAppender(warnings);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(TlsOptions.class)).detachAppender(warnings);
  }

  private RunningCommand run(Callable<Integer> program, String commandLine) {
    return RunningCommand.run(program, (commandLine + " --data-dir=" + data).strip());
  }

  private Links server(String commandLine) {
    Server server = new Server();
    assertThat(run(server, commandLine)).isEqualTo(new RunningCommand(0, "", ""));
    return server.links;
  }

  private Links client(String commandLine) {
    Client client = new Client();
    assertThat(run(client, commandLine)).isEqualTo(new RunningCommand(0, "", ""));
    return client.links;
  }

  private void copyOnly(String... names) throws IOException {
    var unused = TestCertificates.ours(data);
    try (var files = Files.list(data.resolve("tls"))) {
      for (Path file : files.toList()) {
        if (!List.of(names).contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void certificatesTurnTlsOn() {
    var unused = TestCertificates.ours(data);
    assertThat(server("--tls=auto").served()).isPresent();
    assertThat(server("-l").outgoing()).isPresent();
    assertThat(client("").outgoing()).isPresent();
    assertThat(client("--serip=games.example --push").served()).isPresent();
    assertThat(warnings.list).isEmpty();
  }

  @Test
  void withoutCertificatesAServerForOtherMachinesRefusesToStartAndSaysHowToMakeThem() {
    RunningCommand run = run(new Server(), "");
    assertThat(run.code()).isEqualTo(ExitCode.SECRET_MISSING);
    assertThat(run.err())
        .contains("no certificates in " + data.resolve("tls"))
        .contains("scripts/init-secrets --data-dir " + data + " --host NAME_OR_ADDRESS")
        .contains("-l", "--tls=off")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--push"})
  void withoutCertificatesAClientOfAnotherMachineRefusesToo(String push) {
    RunningCommand run = run(new Client(), ("--serip=games.example " + push).strip());
    assertThat(run.code()).isEqualTo(ExitCode.SECRET_MISSING);
    assertThat(run.err()).contains("ca.pem", "scripts/init-secrets");
  }

  @Test
  void onThisMachineNothingIsEncryptedWithoutCertificatesAndNobodyIsWarned() {
    assertThat(server("-l")).isEqualTo(Links.PLAIN);
    assertThat(client("--serip=localhost")).isEqualTo(Links.PLAIN);
    assertThat(client("--serip=127.0.0.1")).isEqualTo(Links.PLAIN);
    assertThat(client("--serip=games.example -l")).isEqualTo(Links.PLAIN);
    assertThat(warnings.list).isEmpty();
  }

  @Test
  void tlsThatIsOffStaysOffAndIsWarnedAboutBetweenMachines() {
    var unused = TestCertificates.ours(data);
    assertThat(server("-l --tls=off")).isEqualTo(Links.PLAIN);
    assertThat(client("--tls=off")).isEqualTo(Links.PLAIN);
    assertThat(warnings.list).isEmpty();
    assertThat(server("--tls=off")).isEqualTo(Links.PLAIN);
    assertThat(client("--serip=games.example --tls=off")).isEqualTo(Links.PLAIN);
    assertThat(warnings.list)
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line.getFormattedMessage()).contains("not encrypted", "tls=off"));
  }

  @Test
  void aServerWithHalfOfTheFilesRefusesToStart() throws IOException {
    copyOnly("ca.pem", "server.pem");
    RunningCommand run = run(new Server(), "-l");
    assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("server-key.pem is missing").hasLineCount(1);
  }

  @Test
  void whoOnlyAsksNeedsTheAuthorityOnlyAndWhoIsPushedToNeedsACertificate() throws IOException {
    copyOnly("ca.pem");
    assertThat(client("--serip=games.example").outgoing()).isPresent();
    RunningCommand run = run(new Client(), "--serip=games.example --push");
    assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("server.pem is missing");
  }

  @Test
  void whoShowsAPageServesItWithTlsIfThereIsACertificate() throws IOException {
    var unused = TestCertificates.ours(data);
    assertThat(client("--serip=games.example --page").served()).isPresent();
    copyOnly("ca.pem", "server.pem");
    assertThat(client("--serip=games.example --page").served()).isEmpty();
    assertThat(client("--serip=games.example --page").outgoing()).isPresent();
  }

  @Test
  void theOptionCanBeSetInTheEnvironment() {
    Server server = new Server();
    RunningCommand run =
        RunningCommand.run(
            server, java.util.Map.of("OLYMPICS_TLS", "off"), List.of("--data-dir=" + data));
    assertThat(run.code()).isZero();
    assertThat(server.links).isEqualTo(Links.PLAIN);
  }
}
