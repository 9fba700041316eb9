package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void theTimeIsSharedOutByMethodAndByTheNearestOfOurs() {
    Profile profile =
        new Profile(
            List.of(
                new Profile.Sample(List.of("java.A.hash", "olympics.B.sign", "olympics.C.run"), 1),
                new Profile.Sample(List.of("java.A.hash", "olympics.C.run"), 1),
                new Profile.Sample(List.of("sun.D.write", "olympics.C.run"), 2),
                new Profile.Sample(List.of("java.Thread.run"), 1)));
    assertThat(profile.markdown("a front-end"))
        .startsWith("# Profile: a front-end\n\n4 samples")
        .containsSubsequence("| 40% | `java.A.hash` |", "| 20% | `java.Thread.run` |")
        .contains("| 40% | `sun.D.write` |")
        .containsSubsequence(
            "| 60% | `olympics.C.run` |", "| 20% | `(not called by ours)` |", "`olympics.B.sign`");
    assertThatThrownBy(() -> new Profile(List.of())).hasMessageContaining("without a sample");
  }
}
