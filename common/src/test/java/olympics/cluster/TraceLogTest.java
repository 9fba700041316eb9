package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.RpcCall;
import olympics.rpc.SignedHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLogTest {
  private static final ProcessId SELF = new ProcessId(1, "a".repeat(32));
  private static final ProcessId OTHER = new ProcessId(0, "b".repeat(32));

  @TempDir Path folder;

  private static RpcCall call(String method, Optional<SignedHeaders> signed) {
    return new RpcCall(
        method, List.of(), signed, InetAddress.getLoopbackAddress(), Optional.empty());
  }

  @Test
  void everyReceiptIsALineThatTheFilesOwnExpressionReads() throws IOException {
    Path file = folder.resolve("trace.log");
    try (TraceLog trace = new TraceLog(file, SELF)) {
      CausalOwner owner =
          new CausalOwner(SELF, Optional.of(trace), new MessageLog(System::nanoTime));
      owner.received(call("get_score", Optional.empty()));
      owner.received(
          call(
              "set_score",
              Optional.of(
                  new SignedHeaders(
                      Role.DATABASE,
                      OTHER,
                      VectorClock.EMPTY.plusOne(OTHER),
                      Optional.empty(),
                      Optional.empty()))));
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
  void inAFolderEachLifeOfAProcessHasAFileOfItsOwn() {
    new TraceLog(folder, SELF).close();
    new TraceLog(folder, OTHER).close();
    assertThat(folder)
        .isDirectoryContaining("glob:**/1-aaaaaaaa.trace")
        .isDirectoryContaining("glob:**/0-bbbbbbbb.trace");
  }

  @Test
  void aTraceThatCannotBeWrittenIsToldAtOnceWithItsName() {
    Path file = folder.resolve("missing/trace.log");
    assertThatThrownBy(() -> new TraceLog(file, SELF))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing");
  }
}
