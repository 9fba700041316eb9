package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoseTest {
  private final Properties before = (Properties) System.getProperties().clone();

  @BeforeEach
  void chooseNothing() {
    List.of(Dose.PROPERTY, Dose.SLICES, Dose.SLICE, Dose.SEED, Results.COMMIT)
        .forEach(System::clearProperty);
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

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

  @ParameterizedTest
  @CsvSource({"1,1", "200,4", "2000,7", "300,300", "3,5", "2147483647,3"})
  void sharesAddUpToTheFullNumberAndNoneIsNothing(int full, int slices) {
    List<Integer> shares =
        IntStream.rangeClosed(1, slices)
            .mapToObj(number -> new Dose.Slice(number, slices).shareOf(full))
            .toList();
    assertThat(shares.stream().mapToLong(Integer::longValue).sum()).isEqualTo(full);
    assertThat(shares).allMatch(share -> share >= Math.min(1, full / slices));
    assertThat(Collections.max(shares) - Collections.min(shares)).isLessThanOrEqualTo(1);
  }

  @Test
  void everySliceHasSeedsOfItsOwn() {
    assertThat(new Dose.Slice(1, 4).seed(7)).isEqualTo(7);
    assertThat(new Dose.Slice(2, 4).seed(7)).isEqualTo(1_007);
    assertThat(new Dose.Slice(3, 4).seed(7)).isEqualTo(2_007);
  }

  @Test
  void aSliceThatThereIsNotIsRefused() {
    for (int number : List.of(0, 5)) {
      assertThatThrownBy(() -> new Dose.Slice(number, 4))
          .hasMessageContaining("slice " + number + " of 4");
    }
  }

  @Test
  void thePropertiesChooseShareSeedAndLabel() {
    assertThat(Dose.label()).isEqualTo("everyday");
    assertThat(Dose.seed(9)).isEqualTo(9);
    with(Map.of(Dose.PROPERTY, "full", Dose.SLICES, "4", Dose.SLICE, "2", Dose.SEED, "30"));
    assertThat(Dose.of(1, 2, 10)).as("a number of deeds is shared").isEqualTo(3);
    assertThat(Dose.setting(1, 2, 10)).as("a limit is not").isEqualTo(10);
    assertThat(Dose.seed(9)).isEqualTo(1_030);
    assertThat(Dose.label()).isEqualTo("full 2/4");
  }

  @Test
  void onlyAFullDoseIsTakenInSlices() {
    with(Map.of(Dose.PROPERTY, "medium", Dose.SLICES, "4"));
    assertThatThrownBy(() -> Dose.of(1, 2, 10)).hasMessageContaining("only a full dose");
  }

  @Test
  void aResultTellsCommitAndSlice(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results.md");
    with(Map.of(Dose.PROPERTY, "full", Dose.SLICES, "4", Results.COMMIT, "0a1b2c3"));
    new Results(file).add(new Results.Run("G1", "10 writes", "2 kills", "kept"));
    assertThat(Files.readString(file)).contains("| 0a1b2c3 | G1 | full 1/4 | 10 writes |");
  }

  private static void with(Map<String, String> properties) {
    properties.forEach(System::setProperty);
  }

  @Test
  void resultsOfSeveralRunsStandInOneTable(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("target/results.md");
    new Results(file).add(new Results.Run("G1", "10 writes", "2 kills", "kept"));
    new Results(file).add(new Results.Run("G1", "90 writes", "3 kills", "a | b\nlost"));

    assertThat(Files.readAllLines(file)).hasSize(4);
    assertThat(Files.readString(file))
        .startsWith("| date | commit | promise |")
        .contains("| - | G1 | everyday | 10 writes | 2 kills | kept |")
        .contains("| 90 writes | 3 kills | a \\| b lost |");
  }
}
