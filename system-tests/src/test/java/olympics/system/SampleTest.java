package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void theConfidenceIntervalIsStudents() {
    Sample sample = new Sample(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
    assertThat(sample.mean()).isEqualTo(3);
    assertThat(sample.deviation()).isCloseTo(1.5811, within(1e-4));
    // t(4, 95%) = 2.776; 2.776 * 1.5811 / sqrt(5)
    assertThat(sample.halfWidth()).isCloseTo(1.9629, within(1e-3));
  }
}
