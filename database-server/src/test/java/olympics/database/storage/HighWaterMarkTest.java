package olympics.database.storage;

import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import olympics.games.core.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighWaterMarkTest {
  private static final int LOG_HEADER = 32;
  private static final int FRAME = 24 + 4_096;

  @TempDir private Path directory;
  private Path file;
  private Path killed;

  @BeforeEach
  void name() {
    file = directory.resolve("scores.db");
    killed = directory.resolve("killed.db");
  }

  private static Path log(Path database) {
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  /** What a kill leaves after these writes. */
  private void killAfter(int writes) throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      for (int i = 0; i < writes; i++) {
        get(games.increment("w/" + i, "Gaul"));
      }
      Files.copy(file, killed);
      Files.copy(log(file), log(killed));
      Files.copy(HighWaterMark.of(file), HighWaterMark.of(killed));
    }
  }

  private void assertRefusedForLostWrites(byte[] log) throws IOException {
    Files.write(log(killed), log);
    assertThatThrownBy(() -> new StorageFixture(killed))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining(killed.toString())
        .hasMessageContaining("lost writes")
        .hasMessageContaining("scripts/restore");
    assertThat(Files.readAllBytes(log(killed))).as("untouched").isEqualTo(log);
  }

  @Test
  void theMarkIsTheLastVersionThatWasAnswered() throws Exception {
    try (StorageFixture games = new StorageFixture(file)) {
      for (int i = 0; i < 12; i++) {
        get(games.increment("w/" + i, "Gaul"));
        Version version = games.database().team("Gaul").value().stamp().version();
        assertThat(HighWaterMark.read(file)).contains(version);
      }
    }
  }

  /** SQLite takes the first bad frame for the end: without the mark this would be served. */
  @Test
  void aLogThatIsDamagedInTheMiddleIsRefused() throws Exception {
    killAfter(10);
    byte[] log = Files.readAllBytes(log(killed));
    log[LOG_HEADER + 8 * FRAME + 500] ^= 1;
    assertRefusedForLostWrites(log);
  }

  @Test
  void aLogThatLostItsEndOrItsHeaderOrAllIsRefused() throws Exception {
    killAfter(10);
    byte[] log = Files.readAllBytes(log(killed));
    assertRefusedForLostWrites(Arrays.copyOf(log, log.length - FRAME));
    assertRefusedForLostWrites(Arrays.copyOf(log, LOG_HEADER));
    byte[] header = log.clone();
    header[3] ^= 16;
    assertRefusedForLostWrites(header);
    assertRefusedForLostWrites(new byte[0]);
  }

  /** A torn tail is what a crash leaves of a write that nobody was answered. */
  @Test
  void aTailThatWasNeverAcknowledgedIsNoLoss() throws Exception {
    killAfter(10);
    byte[] log = Files.readAllBytes(log(killed));
    byte[] torn = Arrays.copyOf(log, log.length + FRAME / 2);
    Arrays.fill(torn, log.length, torn.length, (byte) 7);
    Files.write(log(killed), torn);
    try (StorageFixture games = new StorageFixture(killed)) {
      assertThat(games.database().team("Gaul").value().gold()).isEqualTo(10);
    }
  }

  @Test
  void aDatabaseThatIsMissingBesideItsMarkIsNotMadeAnew() throws Exception {
    new StorageFixture(file).close();
    Files.delete(file);
    assertThatThrownBy(() -> new StorageFixture(file))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("missing")
        .hasMessageContaining("remove the mark");
    assertThat(file).doesNotExist();
  }

  @Test
  void aDamagedMarkIsRefusedAndAMissingOneIsMade() throws Exception {
    new StorageFixture(file).close();
    Path mark = HighWaterMark.of(file);
    byte[] bytes = Files.readAllBytes(mark);
    bytes[20] ^= 1;
    Files.write(mark, bytes);
    assertThatThrownBy(() -> new StorageFixture(file))
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("mark")
        .hasMessageContaining("damaged");
    assertThat(Files.readAllBytes(mark)).isEqualTo(bytes);
    Files.delete(mark);
    new StorageFixture(file).close();
    assertThat(HighWaterMark.read(file)).isPresent();
  }
}
