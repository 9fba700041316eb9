package olympics.rpc.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import java.util.stream.IntStream;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTextTest {
  private static final String A = "0000000000000000000000000000000a";
  private static final String B = "0000000000000000000000000000000b";

  private static VectorClock clockOf(int processes) {
    TreeMap<ProcessId, Long> counts = new TreeMap<>();
    IntStream.range(0, processes)
        .forEach(i -> counts.put(new ProcessId(i, String.format("%032x", i)), i + 1L));
    return new VectorClock(counts);
  }

  @Test
  void aClockReadsAsItWasWritten() {
    assertThat(ClockText.encode(VectorClock.EMPTY)).isEmpty();
    assertThat(ClockText.decode("")).isEqualTo(VectorClock.EMPTY);
    VectorClock clock = clockOf(3);
    assertThat(ClockText.decode(ClockText.encode(clock))).isEqualTo(clock);
    assertThat(ClockText.encode(clockOf(1))).isEqualTo("0-" + "0".repeat(32) + "=1");
  }

  @Test
  void aLargeClockKeepsTheHighestCounts() {
    VectorClock read = ClockText.decode(ClockText.encode(clockOf(ClockText.MAX_ENTRIES + 10)));
    assertThat(read.counts()).hasSize(ClockText.MAX_ENTRIES);
    assertThat(read.counts().values()).allMatch(count -> count > 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        ",",
        "1-" + A,
        "1-" + A + "=",
        "1-" + A + "=0",
        "1-" + A + "=-1",
        "1-" + A + "=01",
        "1-" + A + "=1234567890123456789",
        "1-" + A + "=1,",
        "1-" + A + "=1,1-" + A + "=2",
        "1-" + B + "=1 ",
        "1-zz=1"
      })
  void whatIsNoClockIsRefused(String text) {
    assertThatThrownBy(() -> ClockText.decode(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooManyProcessesAreRefused() {
    String text =
        clockOf(ClockText.MAX_ENTRIES + 1).counts().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(java.util.stream.Collectors.joining(","));
    assertThatThrownBy(() -> ClockText.decode(text)).hasMessageContaining("at most");
  }
}
