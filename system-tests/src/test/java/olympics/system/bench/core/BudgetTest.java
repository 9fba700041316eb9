package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final String STAT =
      "4711 (a (strange) name) S 1 2 3 4 5 6 7 8 9 10 250 150 0 0 20 0 11 0 6123";

  @Test
  void aProcessTellsItsTicks() {
    assertThat(ProcessorTime.parse(STAT)).isEqualTo(new ProcessorTime(2_500_000, 1_500_000));
    assertThatThrownBy(() -> ProcessorTime.parse("4711 (java) S 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4711");
  }

  @Test
  void timeIsSharedOutAmongTheCalls() {
    ProcessorTime before = new ProcessorTime(100, 200);
    ProcessorTime after = before.plus(new ProcessorTime(1_000, 3_000));
    assertThat(after.since(before, 100)).isEqualTo(new ProcessorTime(10, 30));
    assertThat(after.since(before, 100).sum()).isEqualTo(40);
  }

  @Test
  void theTableHasMediansAndTheSumOfAll() {
    Budget budget = new Budget();
    budget.add(64, "PygmyDotCom", List.of(spent(1), spent(3), spent(2)));
    assertThat(budget.markdown())
        .contains("medians of 3 rounds")
        .endsWith("| 64 | PygmyDotCom | 2,000 | 2 | 4 | 6 | 8 | 30 |\n");
  }

  private static Budget.Spent spent(double x) {
    return new Budget.Spent(
        1_000 * x, new ProcessorTime(x, 2 * x), new ProcessorTime(3 * x, 4 * x), 5 * x);
  }
}
