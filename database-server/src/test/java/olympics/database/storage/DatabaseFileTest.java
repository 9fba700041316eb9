package olympics.database.storage;

import static olympics.database.storage.StorageFixture.fault;
import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import olympics.games.core.Team;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("the scores.db");
  }

  private StorageFixture open() throws IOException {
    return new StorageFixture(file);
  }

  /** A closed database in which Gaul has won two gold medals. */
  private byte[] database() throws Exception {
    try (StorageFixture games = open()) {
      get(games.increment("w/1", "Gaul"));
      get(games.increment("w/2", "Gaul"));
      get(games.setScore("w/3", "5"));
    }
    return Files.readAllBytes(file);
  }

  private void assertRefused(byte[] content, String why) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageContaining("backup");
    assertThat(Files.readAllBytes(file)).as("untouched").isEqualTo(content);
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    assertRefused(new byte[0], "it is empty");
  }

  @Test
  void whatIsNoDatabaseIsRefused() throws Exception {
    assertRefused("scores\n".getBytes(StandardCharsets.UTF_8), "not an SQLite database");
    byte[] noise = new byte[20_000];
    new Random(7).nextBytes(noise);
    assertRefused(noise, "not an SQLite database");
  }

  @Test
  void aTruncatedDatabaseIsRefused() throws Exception {
    byte[] whole = database();
    for (int length : new int[] {50, 100, 4_096, whole.length / 2, whole.length - 1}) {
      assertRefused(Arrays.copyOf(whole, length), "it is");
    }
  }

  @Test
  void anotherProgramsDatabaseIsRefused() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE groceries (name TEXT)");
    }
    assertRefused(Files.readAllBytes(file), "another program");
  }

  @Test
  void anotherSchemaVersionIsRefused() throws Exception {
    byte[] later = database();
    for (int version : new int[] {0, 3}) {
      ByteBuffer.wrap(later).putInt(60, version);
      assertRefused(later, "schema version is " + version);
    }
  }

  /** It holds the keys that tablets are pushed to with. */
  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    try (StorageFixture games = open()) {
      get(games.increment("w/1", "Gaul"));
      Path log = directory.resolve(file.getFileName() + "-wal");
      for (Path each : new Path[] {file, log}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aDatabaseThatIsInUseIsRefused() throws Exception {
    try (StorageFixture games = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining("another database server");
      get(games.increment("w/1", "Gaul"));
    }
    open().close();
  }

  @Test
  void aMissingFileWhoseLogIsThereIsNotCreated() throws Exception {
    Files.writeString(directory.resolve(file.getFileName() + "-wal"), "frames");
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("missing");
    assertThat(file).doesNotExist();
  }

  @Test
  void whatAKilledCreationLeftBehindIsNoHindrance() throws Exception {
    Files.writeString(directory.resolve(file.getFileName() + ".new"), "half");
    Files.writeString(directory.resolve(file.getFileName() + ".new-journal"), "half");
    open().close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              file.getFileName().toString(),
              file.getFileName() + ".lock",
              file.getFileName() + "-mark");
    }
  }

  /** A file in which one byte is wrong is refused, or what it is asked for is right. */
  @Test
  void noDamagedValueIsEverServed() throws Exception {
    byte[] whole = database();
    Random random = new Random(20_261_123);
    int refused = 0;
    for (int i = 0; i < 80; i++) {
      byte[] mutant = whole.clone();
      int at = random.nextInt(mutant.length);
      mutant[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, mutant);
      try (StorageFixture games = open()) {
        Team gaul = games.database().team("Gaul").value();
        assertThat(gaul.gold()).as("byte " + at).isEqualTo(2);
        assertThat(games.database().event("Stone Curling").value().score()).isEqualTo("5");
        assertThat(get(games.increment("w/2", "Gaul")).replayed()).as("byte " + at).isTrue();
      } catch (DatabaseRefusedException e) {
        refused++;
        assertThat(Files.readAllBytes(file)).as("byte " + at).isEqualTo(mutant);
      }
    }
    assertThat(refused).isBetween(5, 79);
  }

  /** Else a request would not be found under its id, and be executed once more. */
  @Test
  void aDamagedIndexIsRefusedAsADamagedRowIs() throws Exception {
    String id = "an-unmistakable-id";
    try (StorageFixture games = open()) {
      get(games.increment(id, "Gaul"));
    }
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int places = 0;
    for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      byte[] damaged = whole.clone();
      damaged[at] = 'z';
      assertRefused(damaged, "damaged");
      places++;
    }
    assertThat(places).as("the row and its entry in the index").isEqualTo(2);
  }

  /** Without the checksums this one would be served: the file is sound, the value is not. */
  @Test
  void aRowThatChangedBehindOurBackIsAFaultAndNotAValue() throws Exception {
    try (StorageFixture games = open()) {
      get(games.increment("w/1", "Gaul"));
      plant("UPDATE team SET gold = 9 WHERE folded = 'gaul'");
      assertThatThrownBy(() -> games.database().team("Gaul"))
          .isInstanceOfSatisfying(
              RpcFault.class, fault -> assertThat(fault.is(FaultCode.INTERNAL)).isTrue())
          .hasMessageContaining("row damaged")
          .hasMessageContaining("gaul");
      assertThat(fault(games.increment("w/2", "Gaul")).is(FaultCode.INTERNAL)).isTrue();
      assertThat(get(games.increment("w/3", "Rome")).replayed()).isFalse();
      assertThat(games.database().team("Rome").value().gold()).isEqualTo(1);
    }
    assertRefused(Files.readAllBytes(file), "row damaged");
  }

  private void plant(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute(sql);
    }
  }

  /** What a kill leaves: the file and its log as they are on disk at that moment. */
  @Test
  void whatWasAnsweredIsThereAfterAKill() throws Exception {
    Path after = directory.resolve("after.db");
    try (StorageFixture games = open()) {
      get(games.increment("w/1", "Gaul"));
      get(games.increment("w/2", "Gaul"));
      for (String suffix : new String[] {"", "-wal"}) {
        Files.copy(
            file.resolveSibling(file.getFileName() + suffix),
            after.resolveSibling(after.getFileName() + suffix),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (StorageFixture games = new StorageFixture(after)) {
      assertThat(games.database().team("Gaul").value().gold()).isEqualTo(2);
      assertThat(get(games.increment("w/2", "Gaul")).replayed()).isTrue();
    }
  }
}
