package olympics.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedTest {
  private static void allocateMuch() {
    long sum = 0;
    for (int i = 0; i < 300; i++) {
      sum += new byte[(1 << 20) + i].length;
    }
    Property.holds(sum > 300L << 20, () -> "nothing was allocated");
  }

  @Test
  void whatAllocatesMuchEachTimeIsCaught() {
    assertThatThrownBy(() -> Bounded.run(BoundedTest::allocateMuch))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void whatAllocatesMuchOnceIsNot() {
    AtomicBoolean first = new AtomicBoolean(true);
    assertThatCode(
            () ->
                Bounded.run(
                    () -> {
                      if (first.getAndSet(false)) {
                        allocateMuch();
                      }
                    }))
        .doesNotThrowAnyException();
  }
}
