package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLogTest {
  private static final ProcessId SELF = new ProcessId(1, "a".repeat(32));
  private static final ProcessId OTHER = new ProcessId(0, "b".repeat(32));

  @TempDir Path folder;

  @Test
  void everyReceiptIsALineThatTheFilesOwnExpressionReads() throws IOException {
    Path file = folder.resolve("trace.log");
    try (TraceLog trace = new TraceLog(file, SELF)) {
      CausalOwner owner = new CausalOwner(SELF, Optional.of(trace));
      owner.received(VectorClock.EMPTY, "get_score");
      owner.received(VectorClock.EMPTY.plusOne(OTHER), "set_score");
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines)
        .containsExactly(
            TraceLog.HEADER,
            "",
            "1-aaaaaaaa {\"1-aaaaaaaa\": 1} get_score",
            "1-aaaaaaaa {\"0-bbbbbbbb\": 1, \"1-aaaaaaaa\": 2} set_score");
    Matcher read = Pattern.compile(lines.get(0)).matcher(lines.get(3));
    assertThat(read.matches()).isTrue();
    assertThat(read.group("event")).isEqualTo("set_score");
    assertThat(read.group("clock")).isEqualTo("{\"0-bbbbbbbb\": 1, \"1-aaaaaaaa\": 2}");
  }

  @Test
  void aTraceThatCannotBeWrittenIsToldAtOnceWithItsName() {
    Path file = folder.resolve("missing/trace.log");
    assertThatThrownBy(() -> new TraceLog(file, SELF))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing");
  }
}
