package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoseTest {
  @Test
  void aDoseIsChosenByName() {
    assertThat(Dose.named("everyday").choose(1, 2, 3)).isEqualTo(1);
    assertThat(Dose.named("medium").choose(1, 2, 3)).isEqualTo(2);
    assertThat(Dose.named("Full").choose(1, 2, 3)).isEqualTo(3);
  }

  @Test
  void anUnknownDoseIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(() -> Dose.named("double"))
        .hasMessageContaining("'double'")
        .hasMessageContaining("everyday, medium, full");
  }

  @Test
  void resultsOfSeveralRunsStandInOneTable(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("target/results.md");
    new Results(file).add(new Results.Run("G1", "10 writes", "2 kills", "kept"));
    new Results(file).add(new Results.Run("G1", "90 writes", "3 kills", "a | b\nlost"));

    assertThat(Files.readAllLines(file)).hasSize(4);
    assertThat(Files.readString(file))
        .startsWith("| date | promise |")
        .contains("| 10 writes | 2 kills | kept |")
        .contains("| 90 writes | 3 kills | a \\| b lost |");
  }
}
