package olympics.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olympics.system.FreePorts;
import olympics.system.Games;
import olympics.system.GamesProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/fault} on Games of {@code scripts/games}, as the servers' page tells of it. */
class FaultLabIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int PORTS = 18;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<GamesProcess> STARTED = new ArrayList<>();

  @TempDir private static Path folder;
  private static int base;
  private static GamesProcess games;

  @BeforeAll
  static void start() throws IOException {
    base = FreePorts.takeRow(PORTS).get(0);
    games = run("games", "--fault-lab");
    games.awaitLine("Ask from another terminal", LONG);
  }

  @AfterAll
  static void close() {
    games.terminate(LONG);
    STARTED.forEach(GamesProcess::close);
  }

  private static GamesProcess run(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Games.projectRoot().resolve("scripts").resolve(script).toString());
    command.addAll(List.of("--base-port", "" + base, "--data-dir", folder + "/the data"));
    command.addAll(List.of(arguments));
    GamesProcess process = GamesProcess.start(script, command, folder, Map.of());
    STARTED.add(process);
    return process;
  }

  private static String fault(String... arguments) throws IOException {
    GamesProcess fault = run("fault", arguments);
    int code = fault.waitForEnd(LONG);
    String printed = String.join("\n", fault.lines());
    assertThat(code).as(printed + "\nof:\n" + String.join("\n", games.lines())).isZero();
    return printed;
  }

  private static String refused(String... arguments) throws IOException {
    GamesProcess fault = run("fault", arguments);
    assertThat(fault.waitForEnd(LONG)).isPositive();
    return String.join("\n", fault.lines());
  }

  /** What the servers' page tells programs. */
  private static String page() throws IOException, InterruptedException {
    URI address = URI.create("http://localhost:" + (base + 1) + "/?format=json");
    return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void awaitPage(String... texts) {
    Awaitility.await(String.join(", ", texts))
        .atMost(LONG)
        .untilAsserted(() -> assertThat(page()).contains(texts));
  }

  private static String pidOf(String server) throws IOException {
    return fault("list")
        .lines()
        .filter(line -> line.startsWith(server + " "))
        .map(line -> line.split(" +", -1)[2])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void faultsHappenAndEndAndAreMarkedOnThePage() throws Exception {
    String front = "\"address\":\"localhost:" + (base + 10) + "\",\"in_rotation\":";
    awaitPage(front + "true");
    String first = pidOf("obelix-1");

    assertThat(fault("kill", "obelix-1")).contains("scripts/fault restart obelix-1");
    awaitPage(front + "false", "\"ends\":false,\"text\":\"obelix-1 was killed\"");
    assertThat(fault("list")).containsPattern("obelix-1 +killed +" + first);
    assertThat(refused("stop", "obelix-1")).contains("does not run");

    int mark = games.mark();
    assertThat(fault("restart", "obelix-1")).contains("answers on port " + (base + 2));
    awaitPage(front + "true", "\"ends\":true,\"text\":\"obelix-1 was started again\"");
    assertThat(pidOf("obelix-1")).isNotEqualTo(first);
    // In the same terminal, by the same command.
    games.awaitLine(mark, "scripts/obelix-server --uid=1", LONG);
    games.awaitLine(mark, "obelix-1  | ", LONG);

    fault("stop", "obelix-1");
    assertThat(fault("list")).containsPattern("obelix-1 +stopped");
    awaitPage(front + "false", "\"text\":\"obelix-1 was stopped\"");
    fault("continue", "obelix-1");
    awaitPage(front + "true", "\"text\":\"obelix-1 went on\"");

    fault("cut", "pygmy-obelix-1");
    awaitPage(front + "false", "\"text\":\"link pygmy-obelix-1: cut\"");
    fault("heal", "pygmy-obelix-1");
    awaitPage(front + "true");
    assertThat(fault("delay", "obelix-1-database", "20")).contains("delayed by 20 ms each way");

    fault("skew", "obelix-2", "-30s");
    games.awaitLine(mark, "--uid=2", LONG);
    games.awaitLine(mark, "--clock-offset=-30s", LONG);
    awaitPage("obelix-2 was started again with its clock wrong by -30s");

    assertThat(refused("stop", "obelx-1")).contains("did you mean 'obelix-1'");
    assertThat(refused("cut", "obelix-1-databse")).contains("did you mean 'obelix-1-database'");
  }

  @Test
  void processOfTheSameIdThatStartedAtAnotherTimeIsLeftAlone() throws Exception {
    GamesProcess bystander =
        GamesProcess.start("bystander", List.of("sleep", "100"), folder, Map.of());
    STARTED.add(bystander);
    Path file = folder.resolve("the data/run/processes");
    String lines = Files.readString(file);
    String pid = pidOf("obelix-1");
    Files.writeString(file, lines.replace("\t" + pid + "\t", "\t" + bystander.pid() + "\t"));
    assertThat(refused("stop", "obelix-1")).contains("does not run");
    assertThat(Files.readString(Path.of("/proc", "" + bystander.pid(), "stat"))).contains(") S ");
    Files.writeString(file, lines);
  }
}
