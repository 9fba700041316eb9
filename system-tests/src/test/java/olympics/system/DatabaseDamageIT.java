package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import olympics.cli.ExitCode;
import olympics.database.core.Change;
import olympics.database.core.WriteRequest;
import olympics.database.storage.DatabaseManager;
import olympics.database.storage.DatabaseRefusedException;
import olympics.games.core.Medal;
import olympics.games.core.OlympicEvent;
import olympics.games.core.RequestId;
import olympics.games.core.Team;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G13: a damaged, truncated or empty database is refused at start, naming it and leaving it as it
 * is; or every value that is served is right. Acknowledged writes never vanish without a word.
 */
@Tag("faults")
class DatabaseDamageIT {
  private static final long SEED = Dose.seed(20_261_123);
  private static final int WRITES = 120;
  private static final List<String> TEAMS = List.of("Gaul", "Rome", "Carthage", "Greece", "Persia");

  @TempDir private Path folder;

  /** A database that is served: all its teams and events, as text. */
  private record Contents(List<String> values) {
    static Contents of(DatabaseManager database) throws Exception {
      List<String> values = new ArrayList<>();
      for (Team team : database.teams().value()) {
        values.add(team.toString());
      }
      for (OlympicEvent event : database.events().value()) {
        values.add(event.toString());
      }
      return new Contents(values);
    }
  }

  @Test
  void whatIsDamagedIsRefusedOrServedRight() throws Exception {
    int mutants = Dose.of(39, 130, 400);
    Map<String, byte[]> killed = new TreeMap<>();
    Map<String, byte[]> closed = new TreeMap<>();
    Contents expected = write(killed, closed);
    assertThat(killed.get("-wal").length).as("the log is in use").isGreaterThan(100_000);
    assertThat(opens(1_000_000, killed, expected)).as("as a kill left it").isTrue();
    assertThat(opens(1_000_001, closed, expected)).as("as closed").isTrue();

    Map<DatabaseDamage, int[]> outcomes = new TreeMap<>();
    DatabaseDamage[] kinds = DatabaseDamage.values();
    for (int i = 0; i < mutants; i++) {
      Random random = new Random(SEED + i);
      DatabaseDamage damage = kinds[i % kinds.length];
      boolean afterKill = i / kinds.length % 3 != 2;
      Map<String, byte[]> mutant = damage.of(afterKill ? killed : closed, random);
      boolean opened = opens(i, mutant, expected);
      outcomes.computeIfAbsent(damage, kind -> new int[2])[opened ? 0 : 1]++;
    }
    int refused = outcomes.values().stream().mapToInt(counts -> counts[1]).sum();
    StringBuilder bit = new StringBuilder("refused " + refused + ":");
    outcomes.forEach(
        (damage, counts) ->
            bit.append(" ")
                .append(damage)
                .append(" ")
                .append(counts[1])
                .append("/")
                .append(counts[0] + counts[1]));
    record(mutants + " damaged databases, the others served right", bit.toString());
    assertThat(refused).as("the damage was harmless: " + bit).isGreaterThan(mutants / 3);
  }

  /** Writes; keeps the files as a kill would leave them, and as a clean end does. */
  private Contents write(Map<String, byte[]> killed, Map<String, byte[]> closed) throws Exception {
    Path file = folder.resolve("whole.db");
    Contents contents;
    try (DatabaseManager database =
        DatabaseManager.open(new DatabaseManager.Settings(file), Instant::now)) {
      for (int i = 0; i < WRITES; i++) {
        write(database, i);
      }
      contents = Contents.of(database);
      killed.putAll(DatabaseDamage.read(file));
    }
    closed.putAll(DatabaseDamage.read(file));
    return contents;
  }

  private static boolean write(DatabaseManager database, int number) throws Exception {
    Change change =
        number % 4 == 3
            ? new Change.SetScore("Stone Curling", "score " + number)
            : new Change.Increment(TEAMS.get(number % TEAMS.size()), Medal.GOLD);
    WriteRequest request = new WriteRequest(RequestId.of("writer", number), change);
    return database.write(request).get(10, TimeUnit.SECONDS).replayed();
  }

  /** Whether it is served, and right; otherwise it must have been refused, and left alone. */
  private boolean opens(int number, Map<String, byte[]> files, Contents expected) throws Exception {
    Path file = Files.createDirectory(folder.resolve("mutant" + number)).resolve("scores.db");
    DatabaseDamage.write(file, files);
    String name = "mutant " + number + ", seed " + (SEED + number);
    try (DatabaseManager database =
        DatabaseManager.open(new DatabaseManager.Settings(file), Instant::now)) {
      assertThat(Contents.of(database)).as(name).isEqualTo(expected);
      for (int i = 0; i < WRITES; i++) {
        assertThat(write(database, i)).as("%s knows request %d", name, i).isTrue();
      }
      assertThat(Contents.of(database)).as(name + " after repetitions").isEqualTo(expected);
      return true;
    } catch (DatabaseRefusedException e) {
      assertThat(e).as(name).hasMessageContaining(file.toString());
      assertUntouched(name, file, files);
      return false;
    }
  }

  private static void assertUntouched(String name, Path file, Map<String, byte[]> files)
      throws IOException {
    Map<String, byte[]> after = DatabaseDamage.read(file);
    assertThat(after.keySet()).as(name).isEqualTo(files.keySet());
    for (Map.Entry<String, byte[]> before : files.entrySet()) {
      assertThat(after.get(before.getKey()))
          .as("%s: scores.db%s is untouched", name, before.getKey())
          .isEqualTo(before.getValue());
    }
  }

  @Test
  void theProgramEndsAndNamesTheFile() throws Exception {
    List<DatabaseDamage> damages =
        Dose.setting(0, 1, 2) == 0
            ? List.of(DatabaseDamage.FILE_EMPTY, DatabaseDamage.LOG_TRUNCATED)
            : List.of(DatabaseDamage.values());
    int refused = 0;
    Map<String, byte[]> killed = new TreeMap<>();
    write(killed, new TreeMap<>());
    for (DatabaseDamage damage : damages) {
      try (DatabaseRig rig = DatabaseRig.prepare()) {
        Map<String, byte[]> mutant = damage.of(killed, new Random(SEED));
        DatabaseDamage.write(rig.file(), mutant);
        GamesProcess server = rig.launch();
        if (endsOrAnswers(rig, server)) {
          String printed = String.join("\n", server.lines());
          assertThat(server.waitForEnd(Duration.ofSeconds(20)))
              .as(damage + "\n" + printed)
              .isEqualTo(ExitCode.FAILURE);
          assertThat(printed).as(damage.toString()).contains(rig.file().toString());
          assertThat(printed).doesNotContain("\tat ");
          assertUntouched(damage.toString(), rig.file(), mutant);
          refused++;
        } else {
          assertThat(rig.read("Gaul").integer("gold")).as(damage.toString()).isEqualTo(18);
        }
      }
    }
    record(damages.size() + " servers started on one", refused + " refused");
    assertThat(refused).isGreaterThan(1);
  }

  /** Whether the server ended; otherwise it answers. */
  private static boolean endsOrAnswers(DatabaseRig rig, GamesProcess server) {
    Awaitility.await("the server ends or answers")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> !server.isAlive() || rig.read("Gaul").has("gold"));
    return !server.isAlive();
  }

  private static void record(String done, String faults) {
    Results.standard().add(new Results.Run("G13", done, faults, "kept"));
  }
}
