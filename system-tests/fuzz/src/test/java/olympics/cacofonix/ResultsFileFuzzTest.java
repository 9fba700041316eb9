package olympics.cacofonix;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import olympics.fuzz.Bounded;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of a results file. */
class ResultsFileFuzzTest {
  @TempDir private Path folder;

  @FuzzTest
  void resultsFile(byte[] bytes) {
    Path file = folder.resolve("results.csv");
    Bounded.run(() -> ResultsProperties.check(path -> ResultsFile.read(path).plan(), file, bytes));
  }
}
