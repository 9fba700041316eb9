package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import olympics.cli.ExitCode;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.tls.TlsFiles;
import olympics.wire.Methods;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The seed's commands for several machines, uid 1 twice included. Two options are added, so that
 * the test leaves other people's ports and network interfaces alone: the port and the binding.
 */
class SeveralMachinesIT {
  /** For what needs a second on a machine at rest: room for one that is very busy. */
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path data;
  private final List<GamesProcess> processes = new ArrayList<>();
  private final List<Integer> ports = FreePorts.take(4);
  private RpcClient rpc;

  @BeforeEach
  void open() {
    rpc = RpcClient.unsigned();
  }

  @AfterEach
  void close() {
    processes.forEach(GamesProcess::close);
    rpc.close();
  }

  @Test
  void withoutSecretsAServerRefusesToStartAndSaysHowToMakeThem() throws Exception {
    GamesProcess database = run("database-server", "--uid=0", "--port=" + ports.get(0));
    assertThat(database.waitForEnd(SOON)).isEqualTo(ExitCode.SECRET_MISSING);
    assertThat(String.join("\n", database.lines())).contains("scripts/init-secrets");
  }

  @Test
  void theSeedsCommandsWorkOnceTheSecretsAreMade() throws Exception {
    assertThat(run("init-secrets").waitForEnd(SOON)).isZero();
    rpc.close();
    rpc = RpcClient.unsigned(TlsFiles.in(data.resolve("secrets")).forClient());
    String db = "localhost:" + ports.get(0);
    String one = "localhost:" + ports.get(1);
    String two = "localhost:" + ports.get(2);
    String balancer = "localhost:" + ports.get(3);
    server("database-server", db, "--uid=0", "--xhost=" + one, "--yhost=" + two);
    server("obelix-server", one, "--uid=1", "--dbhost=" + db, "--zhost=" + two);
    server("obelix-server", two, "--uid=1", "--dbhost=" + db, "--zhost=" + one);
    server("pygmy-dotcom", balancer, "--xhost=" + one, "--yhost=" + two);

    Awaitility.await("all three name the same leader")
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(RpcFailure.class)
        .untilAsserted(
            () -> {
              List<String> leaders = new ArrayList<>();
              for (String server : List.of(db, one, two)) {
                leaders.add(call(server, Methods.GET_LEADER).toString());
              }
              assertThat(leaders).as(printed()).doesNotContain("false");
              assertThat(leaders.stream().distinct()).as(printed()).hasSize(1);
            });

    GamesProcess cacofonix =
        run(
            "cacofonix",
            "--serip=localhost",
            "--serport=" + ports.get(3),
            "--count=20",
            "--rate=50");
    assertThat(cacofonix.waitForEnd(SOON)).as(String.join("\n", cacofonix.lines())).isZero();
    GamesProcess tablet =
        run(
            "stone-tablet",
            "--port=0",
            "--serip=localhost",
            "--serport=" + ports.get(3),
            "-l",
            "--team=Gaul");
    tablet.awaitLine("gold", SOON);
  }

  private void server(String launcher, String address, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--port=" + Address.parse(address).port());
    all.add("--bind=127.0.0.1");
    if (!launcher.equals("pygmy-dotcom")) {
      all.add("--advertise=localhost");
    }
    run(launcher, all.toArray(String[]::new));
  }

  private GamesProcess run(String launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Games.projectRoot().resolve("scripts").resolve(launcher).toString());
    command.addAll(List.of(arguments));
    command.add("--data-dir=" + data.resolve("secrets"));
    Files.createDirectories(data);
    GamesProcess process = GamesProcess.start(launcher, command, data, Map.of());
    processes.add(process);
    return process;
  }

  private String printed() {
    return processes.stream()
        .map(process -> process.name() + ":\n" + String.join("\n", process.lines()))
        .collect(Collectors.joining("\n"));
  }

  private Object call(String server, String method) throws Exception {
    return rpc.callAndWait(
        Address.parse(server), method, List.of(), CallOptions.within(Duration.ofSeconds(2)));
  }
}
