package olympics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import olympics.cluster.ServerSettings;
import olympics.process.core.Address;
import olympics.process.core.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The seed's own command lines, word for word. */
class SeedCommandLinesTest {
  @TempDir private Path data;

  @Command(name = "server")
  private static final class Server implements Callable<Integer> {
    @Mixin private CommonOptions common;
    @Mixin private SecretOptions secret;
    @Mixin private ServerOptions options;

    @Option(names = {"-x", "--xhost", "-y", "--yhost", "-d", "--dbhost", "-z", "--zhost"})
    private List<Address> peers = new ArrayList<>();

    @Option(names = {"-c", "--cache_pull"})
    private boolean pull;

    private final Role role;
    private ServerSettings settings;
    private Password password;

    Server(Role role) {
      this.role = role;
    }

    @Override
    public Integer call() {
      Secrets secrets = secret.secrets(common, options.runLocally());
      settings = options.settings(role, peers, Map.of(), secrets);
      password = secrets.cacofonixPassword();
      return ExitCode.OK;
    }
  }

  @Command(name = "client")
  private static final class Client implements Callable<Integer> {
    @Mixin private ClientOptions options;

    @Option(
        names = {"-n", "--port"},
        converter = PortConverter.class)
    private int port;

    private Address server;

    @Override
    public Integer call() {
      server = options.server();
      return ExitCode.OK;
    }
  }

  private Server server(Role role, String commandLine) {
    Server server = new Server(role);
    RunningCommand run = RunningCommand.run(server, commandLine + " --data-dir=" + data);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return server;
  }

  private static Client client(String commandLine) {
    Client client = new Client();
    RunningCommand run = RunningCommand.run(client, commandLine);
    assertThat(run.err()).isEmpty();
    return client;
  }

  @Test
  void databaseServerLooksForBothFrontEnds() {
    ServerSettings settings = server(Role.DATABASE, "--uid=0 --port=8000 -l").settings;

    assertThat(settings.uid()).isZero();
    assertThat(settings.bind()).isEqualTo(new Address("127.0.0.1", 8000));
    assertThat(settings.advertise()).isEqualTo(new Address("localhost", 8000));
    assertThat(settings.peers())
        .containsExactly(new Address("localhost", 8002), new Address("localhost", 8003));
  }

  @Test
  void pullingFrontEndLooksForTheDatabaseAndTheOtherFrontEnd() {
    Server front = server(Role.FRONT_END, "--uid=1 --port=8002 -l -c");

    assertThat(front.pull).isTrue();
    assertThat(front.settings.uid()).isEqualTo(1);
    assertThat(front.settings.peers())
        .containsExactly(new Address("localhost", 8000), new Address("localhost", 8003));
  }

  @Test
  void pushingFrontEndIsOneWithoutTheFlag() {
    Server front = server(Role.FRONT_END, "--uid=2 --port=8003 -l");

    assertThat(front.pull).isFalse();
    assertThat(front.settings.peers())
        .containsExactly(new Address("localhost", 8000), new Address("localhost", 8002));
  }

  @Test
  void secretsOfAllLocalServersAreTheSame() {
    Server database = server(Role.DATABASE, "--uid=0 --port=8000 -l");
    Server front = server(Role.FRONT_END, "--uid=1 --port=8002 -l -c");

    assertThat(front.password.reveal()).isEqualTo(database.password.reveal());
  }

  @Test
  void clientsFindPygmyDotCom() {
    assertThat(client("--serport=8001 -l").server).isEqualTo(new Address("localhost", 8001));
    assertThat(client("--serip=localhost --serport=8001").server)
        .isEqualTo(new Address("localhost", 8001));
    Client tablet = client("--port=8005 --serip=games.example --serport=8001 -l");
    assertThat(tablet.server).isEqualTo(new Address("games.example", 8001));
    assertThat(tablet.port).isEqualTo(8005);
    assertThat(client("-n 8006 -p 9001 -l").server).isEqualTo(new Address("localhost", 9001));
  }

  @Test
  void serversOnSeveralMachinesUseWhatIsGiven() {
    String all = "--uid=1 --port=8002 --dbhost=localhost:8000 --zhost=localhost:8003";
    assertThat(RunningCommand.run(new Server(Role.FRONT_END), all + " --data-dir=" + data))
        .satisfies(run -> assertThat(run.code()).isEqualTo(ExitCode.SECRET_MISSING))
        .satisfies(run -> assertThat(run.err()).contains("scripts/init-secrets"));

    assertThat(RunningCommand.run(new InitSecrets(), "--data-dir=" + data).code()).isZero();
    ServerSettings settings = server(Role.FRONT_END, all).settings;

    assertThat(settings.bind()).isEqualTo(new Address("0.0.0.0", 8002));
    assertThat(settings.peers())
        .containsExactly(new Address("localhost", 8000), new Address("localhost", 8003));
    assertThat(settings.advertise())
        .as("all peers are on this machine")
        .isEqualTo(new Address("localhost", 8002));
  }

  @Test
  void givenAddressesWinOverTheLocalOnes() {
    assertThat(server(Role.DATABASE, "-l -p 9000 -x localhost:9002").settings.peers())
        .containsExactly(new Address("localhost", 9002));
  }

  @Test
  void clockExperimentsTakeSignsAndDecimals() {
    ServerSettings settings =
        server(
                Role.DATABASE,
                "-l --clock-offset=-60.25 --clock-drift-ppm=-500 --takeover --trace=t.log")
            .settings;

    assertThat(settings.clockOffset()).isEqualTo(Duration.ofMillis(-60_250));
    assertThat(settings.clockDriftPpm()).isEqualTo(-500);
    assertThat(settings.takeover()).isTrue();
    assertThat(settings.trace()).contains(Path.of("t.log"));
  }

  @Test
  void advertisedAddressMayNameItsPort() {
    assertThat(server(Role.DATABASE, "-l --advertise=db.example").settings.advertise())
        .isEqualTo(new Address("db.example", 8000));
    assertThat(server(Role.DATABASE, "-l --advertise=db.example:80").settings.advertise())
        .isEqualTo(new Address("db.example", 80));
    assertThat(server(Role.DATABASE, "-l --advertise=fe80::1").settings.advertise())
        .isEqualTo(new Address("fe80::1", 8000));
  }

  @Test
  void localServerDoesNotListenToTheNetwork() {
    RunningCommand run =
        RunningCommand.run(new Server(Role.DATABASE), "-l --bind=0.0.0.0 --data-dir=" + data);

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--bind is 0.0.0.0");
  }
}
