package olympics.system.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CausalTraceTest {
  private static final String EXPRESSION = "(?<host>\\S*) (?<clock>\\{.*?\\}) (?<event>.*)";

  private static CausalTrace trace(String... lines) {
    return CausalTrace.read(Stream.concat(Stream.of(EXPRESSION, ""), Stream.of(lines)).toList());
  }

  @Test
  void aTraceInOrderHasNoViolations() {
    CausalTrace trace =
        trace(
            "a {\"a\": 1} x",
            "a {\"a\": 2} y",
            "b {\"b\": 1} x",
            "b {\"a\": 2, \"b\": 2} z",
            "c {\"a\": 2, \"b\": 2, \"c\": 1} z");
    assertThat(trace.check()).isEmpty();
    assertThat(trace.size()).isEqualTo(5);
    CausalTrace.Receipt first = trace.of("a", "x").get(0);
    assertThat(first.isBefore(trace.of("c", "z").get(0))).isTrue();
    assertThat(first.isBefore(trace.of("b", "x").get(0))).isFalse();
  }

  @Test
  void aGapInTheCountsIsCaught() {
    assertThat(trace("a {\"a\": 1} x", "a {\"a\": 3} x").check()).hasSize(1);
  }

  @Test
  void aProcessThatForgetsIsCaught() {
    assertThat(trace("b {\"b\": 1} x", "a {\"a\": 1, \"b\": 1} x", "a {\"a\": 2} x").check())
        .hasSize(1);
  }

  @Test
  void aReceiptWithoutTheCausesOfItsCauseIsCaught() {
    assertThat(
            trace("a {\"a\": 1} x", "b {\"a\": 1, \"b\": 1} x", "c {\"b\": 1, \"c\": 1} x").check())
        .hasSize(1);
  }

  @Test
  void aCauseThatWasNeverReceivedIsCaught() {
    assertThat(trace("a {\"a\": 1, \"b\": 7} x").check()).hasSize(1);
  }

  @Test
  void aLineThatTheExpressionDoesNotMatchIsNamed() {
    assertThatThrownBy(() -> trace("a x")).hasMessageContaining("a x");
    assertThatThrownBy(() -> CausalTrace.read(List.of("a", "b"))).hasMessageContaining("empty");
  }
}
