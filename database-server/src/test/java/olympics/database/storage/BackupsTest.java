package olympics.database.storage;

import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import olympics.games.core.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
  @TempDir private Path directory;
  private Path file;
  private Path backup;

  @BeforeEach
  void name() {
    file = directory.resolve("data/scores.db");
    backup = directory.resolve("elsewhere/the backup.db");
  }

  private int gold() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      return games.database().team("Gaul").value().gold();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void onlyItsOwnerMayReadABackup() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/1", "Gaul"));
      var unused = Backups.take(file, backup);
    }
    Path restored = directory.resolve("restored.db");
    var unused = Backups.restore(backup, restored);
    for (Path copy : List.of(backup, restored)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .as(copy.toString())
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aBackupOfAServedDatabaseHoldsWhatWasAcknowledgedAndRestoringItUndoesTheRest()
      throws Exception {
    Version through;
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/1", "Gaul"));
      through = Backups.take(file, backup);
      assertThat(through).isEqualTo(games.database().team("Gaul").value().stamp().version());
      get(games.increment("w/2", "Gaul"));
      assertThatThrownBy(() -> Backups.restore(backup, file))
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining("another database server");
    }
    byte[] before = Files.readAllBytes(file);
    Backups.Restored restored = Backups.restore(backup, file);
    assertThat(restored.through()).isEqualTo(through);
    assertThat(Files.readAllBytes(restored.replaced().orElseThrow())).isEqualTo(before);
    assertThat(gold()).isEqualTo(1);
    try (StorageFixture games = new StorageFixture(file)) {
      assertThat(get(games.increment("w/1", "Gaul")).replayed()).isTrue();
      assertThat(get(games.increment("w/2", "Gaul")).replayed()).isFalse();
    }
  }

  @Test
  void aDatabaseThatIsNotServedIsBackedUpToo() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/1", "Gaul"));
    }
    Backups.take(file, backup);
    Backups.restore(backup, file);
    assertThat(gold()).isEqualTo(1);
  }

  @Test
  void aBackupMovesADatabaseToAPlaceThatHasNone() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/1", "Gaul"));
      Backups.take(file, backup);
    }
    file = directory.resolve("another machine/scores.db");
    assertThat(Backups.restore(backup, file).replaced()).isEmpty();
    assertThat(gold()).isEqualTo(1);
  }

  @Test
  void aDamagedBackupIsRefusedAndNothingIsReplaced() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/1", "Gaul"));
      Backups.take(file, backup);
    }
    byte[] bytes = Files.readAllBytes(backup);
    bytes[bytes.length - 100] ^= 1;
    Files.write(backup, Arrays.copyOf(bytes, bytes.length - 50));
    List<String> before = names();
    assertThatThrownBy(() -> Backups.restore(backup, file))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining(backup.toString());
    assertThat(names()).isEqualTo(before);
    assertThat(gold()).isEqualTo(1);
  }

  @Test
  void aBackupIsNeverWrittenOverAFileNorTakenOfNothing() throws Exception {
    assertThatThrownBy(() -> Backups.take(file, backup))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("there is none");
    new StorageFixture(file).close();
    Files.createDirectories(backup.getParent());
    Files.writeString(backup, "mine", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Backups.take(file, backup))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is there already");
    assertThat(backup).hasContent("mine");
  }

  @Test
  void aDatabaseThatHasLostWritesIsNotBackedUp() throws Exception {
    byte[] older;
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/1", "Gaul"));
    }
    older = Files.readAllBytes(file);
    try (StorageFixture games = new StorageFixture(file)) {
      get(games.increment("w/2", "Gaul"));
    }
    Files.write(file, older);
    assertThatThrownBy(() -> Backups.take(file, backup))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("lost writes");
    assertThat(backup).doesNotExist();
    assertThat(backup.resolveSibling("the backup.db.unfinished")).doesNotExist();
  }
}
