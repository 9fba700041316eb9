package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/games} runs all seven, and leaves nothing behind however it ends. */
class GamesScriptIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path data;
  private final List<GamesProcess> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(GamesProcess::close);
  }

  @Test
  void itEndsByItselfAfterTheGivenTimeWithUpdatesOnBothTablets() throws Exception {
    int base = basePort();
    Path traces = data.resolve("the traces");
    GamesProcess games = games(base, "--for", "12s", "--trace", traces.toString());
    awaitAllSeven(games);
    assertThat(pages(games))
        .containsExactly(
            "http://localhost:" + (base + 1) + "/", "http://localhost:" + (base + 5) + "/");
    games.awaitLine(0, l -> l.contains("tablet") && l.contains("version"), "an update", LONG);
    List<ProcessHandle> children = jvms(games);
    assertThat(children).hasSizeGreaterThanOrEqualTo(7);
    assertThat(games.waitForEnd(LONG)).as(String.join("\n", games.lines())).isZero();
    for (int uid = 0; uid <= 2; uid++) {
      assertThat(traces).isDirectoryContaining("glob:**/" + uid + "-*.trace");
    }
    assertAllGone(children);
  }

  @Test
  void oneInterruptStopsAllInReverseOrder() throws Exception {
    makeCertificates();
    int base = basePort();
    GamesProcess games = games(base);
    awaitAllSeven(games);
    assertThat(pages(games)).startsWith("https://localhost:" + (base + 1) + "/");
    List<ProcessHandle> children = jvms(games);
    games.signal("INT");
    games.waitForEnd(LONG);
    assertAllGone(children);
  }

  @Test
  void killedItselfItLeavesNothingBehind() throws Exception {
    GamesProcess games = games(basePort());
    awaitAllSeven(games);
    List<ProcessHandle> children = jvms(games);
    askInTwoPieces("kill tab", "let-2");
    games.awaitLine("games: tablet-2 was killed, as asked", LONG);
    games.kill();
    assertAllGone(children);
  }

  @Test
  void aPortInUseIsReportedBeforeAnythingStarts() throws Exception {
    int base = basePort();
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), base + 3));
      GamesProcess games = games(base, "--for", "5s");
      assertThat(games.waitForEnd(LONG)).isNotZero();
      assertThat(String.join("\n", games.lines()))
          .contains(Integer.toString(base + 3))
          .contains("--base-port")
          .doesNotContain("searching");
    }
  }

  /** As scripts/fault does, but so slowly that the reader's patience ends in between. */
  private void askInTwoPieces(String first, String second) throws IOException {
    String script = "exec 3<>\"$0\"; printf %s \"$1\" >&3; sleep 0.3; printf '%s\\n' \"$2\" >&3";
    String pipe = data.resolve("with a space/run/requests").toString();
    GamesProcess asker = start("asker", List.of("bash", "-c", script, pipe, first, second));
    assertThat(asker.waitForEnd(LONG)).as(String.join("\n", asker.lines())).isZero();
  }

  private GamesProcess games(int basePort, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // A build that runs in the background ignores interrupts, and so would its children.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.addAll(script("games"));
    command.addAll(List.of("--base-port", Integer.toString(basePort)));
    command.addAll(List.of(arguments));
    return start("games", command);
  }

  private void makeCertificates() throws IOException {
    GamesProcess maker = start("init-secrets", script("init-secrets"));
    assertThat(maker.waitForEnd(LONG)).as(String.join("\n", maker.lines())).isZero();
  }

  private List<String> script(String name) {
    return List.of(
        Games.projectRoot().resolve("scripts").resolve(name).toString(),
        "--data-dir",
        data.resolve("with a space").toString());
  }

  private GamesProcess start(String name, List<String> command) throws IOException {
    GamesProcess process = GamesProcess.start(name, command, data, Map.of());
    started.add(process);
    return process;
  }

  /** The addresses that it says to open. */
  private static List<String> pages(GamesProcess games) {
    games.awaitLine("Ask from another terminal", LONG);
    return games.lines().stream()
        .filter(line -> line.matches(" +https?://.*"))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .toList();
  }

  private static int basePort() {
    return FreePorts.takeRow(7).get(0);
  }

  private static void awaitAllSeven(GamesProcess games) {
    games.awaitLine(0, l -> l.contains("tablet") && l.contains("gold"), "a tablet's line", LONG);
    Awaitility.await("seven JVMs").atMost(LONG).until(() -> jvms(games).size() >= 7);
  }

  private static List<ProcessHandle> jvms(GamesProcess games) {
    return ProcessHandle.of(games.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(p -> p.info().command().orElse("").endsWith("java"))
        .toList();
  }

  private static void assertAllGone(List<ProcessHandle> processes) {
    Awaitility.await("all processes are gone")
        .atMost(Duration.ofSeconds(10))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }
}
