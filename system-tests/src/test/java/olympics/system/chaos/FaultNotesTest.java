package olympics.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import olympics.pygmy.page.core.FaultMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultNotesTest {
  @TempDir private Path folder;

  @Test
  void whatIsNotedIsWhatThePageReads() throws IOException {
    Path file = folder.resolve("run/faults");
    Clock clock = Clock.fixed(Instant.ofEpochMilli(1_500), ZoneOffset.UTC);
    FaultNotes notes = new FaultNotes(Optional.of(file), clock);
    notes.fault("front-end 1 was killed");
    notes.end("front-end 1 was started again");
    assertThat(FaultMark.of(Files.readString(file)))
        .containsExactly(
            new FaultMark(1.5, false, "front-end 1 was killed"),
            new FaultMark(1.5, true, "front-end 1 was started again"));
  }

  @Test
  void nowhereNothingIsNoted() {
    FaultNotes.nowhere().fault("front-end 1 was killed");
    assertThat(folder).isEmptyDirectory();
  }
}
