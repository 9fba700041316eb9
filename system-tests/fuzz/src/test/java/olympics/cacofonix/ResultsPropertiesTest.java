package olympics.cacofonix;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.cacofonix.core.Problem;
import olympics.cacofonix.core.ReplayPlan;
import olympics.cacofonix.core.Result;
import olympics.cacofonix.core.Update;
import olympics.fuzz.KeptInputs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties catch readers of results files with planted bugs, by an input that is kept. */
class ResultsPropertiesTest {
  @TempDir private Path folder;

  static Stream<Arguments> weakReaders() {
    return Stream.of(
        weak("says only that it failed", file -> refusing(file, new IOException("bad file"))),
        weak("says nothing", file -> refusing(file, bad(file))),
        weak("says no line", file -> refusing(file, bad(file, new Problem(0, "a, expected b")))),
        weak("names a line that is not there", file -> refusing(file, lineOf(file, 1000))),
        weak("names the first line for all", file -> refusing(file, lineOf(file, 1))),
        weak("expects nothing", file -> refusing(file, bad(file, new Problem(1, "bad")))),
        weak("moves the cursor", file -> refusing(file, bad(file, new Problem(1, "\r expected")))),
        weak("takes all for good", file -> plan(List.of())),
        weak("loses the last update", file -> without(read(file))),
        weak("turns the order", file -> turned(read(file))));
  }

  private static Arguments weak(String name, ResultsProperties.Reader reader) {
    return Arguments.of(name, reader);
  }

  private static ReplayPlan read(Path file) throws IOException {
    return ResultsFile.read(file).plan();
  }

  private static ReplayPlan refusing(Path file, IOException with) throws IOException {
    try {
      return read(file);
    } catch (BadResultsException e) {
      throw with;
    }
  }

  private static BadResultsException lineOf(Path file, long line) {
    return bad(file, new Problem(line, "a, expected b"));
  }

  private static BadResultsException bad(Path file, Problem... problems) {
    return new BadResultsException(file, List.of(problems));
  }

  private static ReplayPlan without(ReplayPlan plan) {
    return plan(plan.updates().subList(0, Math.max(1, plan.size() - 1)));
  }

  private static ReplayPlan turned(ReplayPlan plan) {
    List<Update> updates = plan.updates();
    return plan(
        updates.size() < 2
            ? updates
            : Stream.concat(updates.subList(1, updates.size()).stream(), Stream.of(updates.get(0)))
                .toList());
  }

  private static ReplayPlan plan(List<Update> updates) {
    return ReplayPlan.of(
        updates.stream().map(update -> new Result(1, Optional.empty(), update)).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("weakReaders")
  void aWeakReaderIsCaught(String name, ResultsProperties.Reader reader) throws IOException {
    Path file = Files.createFile(folder.resolve("results.csv"));
    assertThatThrownBy(
            () ->
                KeptInputs.of(ResultsFileFuzzTest.class)
                    .forEach(bytes -> ResultsProperties.check(reader, file, bytes)))
        .isInstanceOfAny(AssertionError.class, IndexOutOfBoundsException.class);
  }
}
