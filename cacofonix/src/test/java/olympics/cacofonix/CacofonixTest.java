package olympics.cacofonix;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import olympics.cli.ExitCode;
import olympics.cli.Program;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole program against Games that fail in every way. */
class CacofonixTest {
  private static final Path EXAMPLES = Path.of("../docs/examples");

  @TempDir private Path folder;
  private FakeGames games;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("olympics.cacofonix");
  private PrintStream standardError;

  @BeforeEach
  void startGames() throws Exception {
    games = FakeGames.start();
    password(FakeGames.PASSWORD);
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    standardError = System.err;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopGames() {
    System.setErr(standardError);
    logger.setAdditive(true);
    logger.detachAppender(log);
    games.close();
  }

  private void password(String text) throws IOException {
    Path file = folder.resolve("password");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private int cacofonix(String... args) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--serip=127.0.0.1",
                "--serport=" + games.port(),
                "--data-dir=" + folder.resolve("data"),
                "--password-file=" + folder.resolve("password")));
    all.addAll(List.of(args));
    return Program.execute(new Cacofonix(), all.toArray(String[]::new));
  }

  private String replayOf(String file) {
    return "--replay=" + EXAMPLES.resolve(file);
  }

  private List<String> lines() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  /** Counted here on its own, not with the code under test. */
  private static Map<String, String> expectedTable(int times) throws IOException {
    Map<String, int[]> counts = new TreeMap<>();
    List<String> rows = Files.readAllLines(EXAMPLES.resolve("village-games-medals.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      int medal = List.of("GOLD", "SILVER", "BRONZE").indexOf(cells[cells.length - 2]);
      counts.computeIfAbsent(cells[cells.length - 1], team -> new int[3])[medal] += times;
    }
    Map<String, String> table = new TreeMap<>();
    counts.forEach((team, c) -> table.put(team, c[0] + "/" + c[1] + "/" + c[2]));
    return table;
  }

  @Test
  void aMedalFileIsPublishedOnceAndAgainOnlyOnPurpose() throws Exception {
    games.failing(0.1);
    assertThat(cacofonix(replayOf("village-games-medals.csv"), "--speed=max")).isZero();
    assertThat(games.tallies()).isEqualTo(expectedTable(1));
    assertThat(lines()).contains("added teams=8 events=0");
    assertThat(lines()).anyMatch(line -> line.startsWith("finished run=default published="));
    assertThat(lines())
        .anyMatch(
            line ->
                line.matches(
                    "Three Wells wins gold in Barnyard Haystack Vault: gold=1 silver=1 bronze=1"
                        + " version=0000000000000001\\.\\d+.*"));

    assertThat(cacofonix(replayOf("village-games-medals.csv"), "--speed=max")).isZero();
    assertThat(games.tallies()).isEqualTo(expectedTable(1));
    assertThat(lines())
        .contains(
            "village-games-medals.csv: already published as run 'default' (38 updates); use --run"
                + " NAME to publish it again");

    assertThat(cacofonix(replayOf("village-games-medals.csv"), "--speed=max", "--run=other"))
        .isZero();
    assertThat(games.tallies()).isEqualTo(expectedTable(2));
    assertThat(games.complaints()).isEmpty();
  }

  @Test
  void theLastScoreOfEachMatchStandsAtTheEnd() {
    games.failing(0.1);
    assertThat(cacofonix(replayOf("village-games-scores.csv"), "--speed=max")).isZero();
    assertThat(games.scores())
        .hasSize(8)
        .containsEntry("Upper Turnip v Old Bakery Lane Bucket Ball final 2026-06-21", "1-1")
        .containsEntry("Upper Turnip v Old Bakery Lane Bucket Ball final 2026-06-22", "1-2")
        .containsEntry("Hens End v Far Side of the Bridge Bucket Ball 2026-06-20", "1-3");
    assertThat(games.writes()).isEqualTo(37);
    assertThat(games.complaints()).isEmpty();
  }

  @Test
  void withoutItsOutboxAReplayHasNoEffectTwice() throws Exception {
    assertThat(cacofonix(replayOf("village-games-medals.csv"), "--speed=max")).isZero();
    try (var outboxes = Files.list(folder.resolve("data/outbox"))) {
      for (Path outbox : outboxes.toList()) {
        Files.delete(outbox);
      }
    }
    assertThat(cacofonix(replayOf("village-games-medals.csv"), "--speed=max")).isZero();
    assertThat(games.tallies()).isEqualTo(expectedTable(1));
    assertThat(lines())
        .anyMatch(line -> line.startsWith("finished run=default published=0 already-published=38"));
  }

  @Test
  void theSimulationPlaysWithAllItsTeamsAndEndsWhenAsked() {
    games.failing(0.04);
    assertThat(cacofonix("--seed=7", "--rate=100000", "--count=200", "--in-flight=8")).isZero();
    assertThat(games.writes()).isEqualTo(200);
    assertThat(games.tallies()).containsOnlyKeys("Gaul", "Rome", "Carthage", "Greece", "Persia");
    assertThat(games.scores()).hasSize(4);
    assertThat(games.complaints()).isEmpty();
    assertThat(lines()).anyMatch(line -> line.startsWith("publishing simulation seed=7 run="));

    assertThat(cacofonix("--seed=7", "--rate=100000", "--count=10")).isZero();
    assertThat(games.writes()).as("a run of its own").isEqualTo(210);
  }

  @Test
  void aNamedSimulationGoesOnWhereItWas() {
    assertThat(cacofonix("--run=tuesday", "--rate=100000", "--count=20")).isZero();
    assertThat(cacofonix("--run=tuesday", "--rate=100000", "--count=30")).isZero();
    assertThat(games.writes()).isEqualTo(30);
  }

  @Test
  void whileNobodyAnswersItWaitsSaysSoOnceAndGoesOn() throws Exception {
    games.goAway();
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> cacofonix(replayOf("village-games-medals.csv"), "--speed=3600"));
    awaitLine("no answer from 127.0.0.1:" + games.port());
    games.comeBack();
    awaitLine("back after ");
    Awaitility.await().until(() -> games.writes() > 2);
    games.goAway();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> lines().stream().filter(line -> line.endsWith("; trying again")).count() == 2);
    games.comeBack();
    assertThat(run.get(120, TimeUnit.SECONDS)).isZero();
    assertThat(games.tallies()).isEqualTo(expectedTable(1));
    assertThat(lines().stream().filter(line -> line.startsWith("no answer from"))).hasSize(2);
    assertThat(lines().stream().filter(line -> line.startsWith("back after "))).hasSize(2);
  }

  private void awaitLine(String start) {
    Awaitility.await(start)
        .atMost(Duration.ofSeconds(30))
        .until(() -> lines().stream().anyMatch(line -> line.startsWith(start)));
  }

  @Test
  void aBadFileIsReportedAndNothingIsSent() throws Exception {
    Path bad = folder.resolve("bad.csv");
    Files.writeString(bad, "team,medal\nHens End,gold\nHens End,gould\n");
    assertThat(cacofonix("--replay=" + bad)).isEqualTo(ExitCode.FAILURE);
    assertThat(errors()).contains(bad + ":3: no such medal: 'gould'");
    assertThat(cacofonix("--replay=" + folder.resolve("none.csv"))).isEqualTo(ExitCode.FAILURE);
    assertThat(errors()).contains("no such file: " + folder.resolve("none.csv"));
    assertThat(games.tallies()).isEmpty();
    assertThat(games.writes()).isZero();
  }

  @Test
  void aWrongPasswordIsSaidAndNothingTakesEffect() throws Exception {
    password("guess");
    assertThat(cacofonix("--count=5")).isEqualTo(ExitCode.FAILURE);
    assertThat(errors()).contains("cacofonix: wrong password: 127.0.0.1:" + games.port());
    assertThat(games.tallies()).isEmpty();
  }

  @Test
  void aBarTakesThePlaceOfLines() {
    assertThat(cacofonix(replayOf("village-games-medals.csv"), "--speed=max", "--progress"))
        .isZero();
    assertThat(errors()).contains("Replay").contains("38/38");
    assertThat(lines()).noneMatch(line -> line.contains(" wins "));
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThat(cacofonix("--speed=0")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("'0' is not a speed, expected a number above 0, or max");
    assertThat(cacofonix("--speed=max")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("need --replay=FILE");
    assertThat(cacofonix("--seed=1", replayOf("village-games-medals.csv")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("are for the simulation");
    assertThat(cacofonix("--rate=0")).isEqualTo(ExitCode.USAGE);
    assertThat(cacofonix("--count=0")).isEqualTo(ExitCode.USAGE);
    assertThat(cacofonix("--in-flight=0")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("--in-flight is 0, expected 1 to 256");
  }
}
