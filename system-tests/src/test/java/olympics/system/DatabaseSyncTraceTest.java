package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseSyncTraceTest {
  private final DatabaseSyncTrace trace =
      new DatabaseSyncTrace(Path.of("unused"), "/scores.db-wal");

  @Test
  void onlyWhatEndedWellOnTheFileCounts() {
    assertThat(
            trace.count(
                List.of(
                    "812 fdatasync(14</games/scores.db-wal>) = 0",
                    "812 fsync(14</games/scores.db-wal>)     = 0",
                    "812 fdatasync(14</games/scores.db-wal>) = -1 EIO (Input/output error)",
                    "812 fdatasync(13</games/scores.db>) = 0",
                    "812 --- SIGSEGV {si_signo=SIGSEGV} ---",
                    "812 fdatasync(14</games/scores.db-wal> <unfinished ...>")))
        .isEqualTo(2);
  }

  @Test
  void aCallThatWasInterleavedCountsWhenItEnds() {
    assertThat(
            trace.count(
                List.of(
                    "812 fdatasync(14</games/scores.db-wal> <unfinished ...>",
                    "813 fsync(9</games/other> <unfinished ...>",
                    "813 <... fsync resumed>)       = 0",
                    "812 <... fdatasync resumed>)   = 0")))
        .isEqualTo(1);
  }
}
