package olympics.database.storage;

import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.database.core.Registration;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that the program wrote before there were push keys, see {@code schema-1.sql}. */
class SchemaUpgradeTest {
  private static final Address TABLET = new Address("127.0.0.1", 8005);
  private static final int USER_VERSION_AT = 60;

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("scores.db");
    try (InputStream in = SchemaUpgradeTest.class.getResourceAsStream("schema-1.sql")) {
      run(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\n"));
    }
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static int headerVersion(Path database) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(database)).getInt(USER_VERSION_AT);
  }

  @Test
  void anOlderDatabaseIsServedWithAllThatItHolds() throws Exception {
    assertThat(headerVersion(file)).isEqualTo(1);
    Optional<PushKey> key = Optional.of(new PushKey("the-first-key-of-a-tablet"));
    try (StorageFixture games = new StorageFixture(file)) {
      assertHoldsWhatWasWritten(games);
      Registration old = registered(games).get(0);
      assertThat(old.tablet()).isEqualTo(TABLET);
      assertThat(old.pushKey()).isEmpty();
      get(
          games
              .database()
              .register(TABLET, List.of("Gaul"), List.of(), Duration.ofSeconds(30), key));
    }
    assertThat(headerVersion(file)).isEqualTo(2);
    try (StorageFixture games = new StorageFixture(file)) {
      assertHoldsWhatWasWritten(games);
      assertThat(registered(games)).extracting(Registration::pushKey).containsExactly(key);
    }
  }

  private static void assertHoldsWhatWasWritten(StorageFixture games) throws Exception {
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(1);
    assertThat(games.database().event("Stone Curling").value().score()).isEqualTo("5");
    assertThat(get(games.increment("w/1", "Gaul")).replayed()).isTrue();
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(1);
  }

  private static List<Registration> registered(StorageFixture games) {
    return games.database().tabletsSince("").page().registered();
  }

  /** The header is behind then: only the log says of which version the tables are. */
  @Test
  void aDeathRightAfterwardsIsNoHindrance() throws Exception {
    Path killed = Files.createDirectory(directory.resolve("killed")).resolve("scores.db");
    try (Session session = new Session(DriverManager.getConnection("jdbc:sqlite:" + file))) {
      session.run("PRAGMA journal_mode = WAL");
      SchemaUpgrade.run(session);
      Files.copy(file, killed);
      Files.copy(directory.resolve("scores.db-wal"), killed.resolveSibling("scores.db-wal"));
    }
    assertThat(headerVersion(killed)).isEqualTo(1);
    try (StorageFixture games = new StorageFixture(killed)) {
      assertHoldsWhatWasWritten(games);
      assertThat(registered(games)).hasSize(1);
    }
  }

  @Test
  void whatFailsHalfWayLeavesItAsItWas() throws Exception {
    // The column is added, and then the row of table meta cannot be written.
    run(
        "CREATE TRIGGER no_upgrade BEFORE UPDATE ON meta BEGIN"
            + " SELECT RAISE(ABORT, 'not today'); END");
    assertThatThrownBy(() -> new StorageFixture(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("it is as it was")
        .hasMessageContaining("not today");
    assertThat(headerVersion(file)).isEqualTo(1);
    run("DROP TRIGGER no_upgrade");
    try (StorageFixture games = new StorageFixture(file)) {
      assertHoldsWhatWasWritten(games);
    }
  }

  @Test
  void aBackupOfAnOlderDatabaseCanBeRestored() throws Exception {
    Path backup = directory.resolve("backup.db");
    Path restored = directory.resolve("restored.db");
    assertThat(Backups.take(file, backup)).isEqualTo(Backups.restore(backup, restored).through());
    assertThat(headerVersion(restored)).isEqualTo(1);
    try (StorageFixture games = new StorageFixture(restored)) {
      assertHoldsWhatWasWritten(games);
    }
  }

  @Test
  void aDamagedRegistrationOfAnOlderDatabaseIsRefused() throws Exception {
    run("UPDATE registration SET port = 8006");
    assertThatThrownBy(() -> new StorageFixture(file))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("table registration");
    assertThat(headerVersion(file)).isEqualTo(1);
  }

  @Test
  void aDamagedKeyIsRefused() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      get(
          games
              .database()
              .register(
                  TABLET,
                  List.of("Gaul"),
                  List.of(),
                  Duration.ofSeconds(30),
                  Optional.of(new PushKey("the-first-key-of-a-tablet"))));
    }
    for (String key : List.of("", "another-key-of-a-tablet")) {
      run("UPDATE registration SET push_key = '" + key + "'");
      assertThatThrownBy(() -> new StorageFixture(file))
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining("table registration")
          .hasMessageNotContaining("key-of-a-tablet");
    }
  }
}
