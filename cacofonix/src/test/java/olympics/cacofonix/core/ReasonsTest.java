package olympics.cacofonix.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {
  private final Reasons reasons = new Reasons();

  @Test
  void eachReasonOfAnOutageIsToldOnce() {
    assertThat(reasons.isNews("refused")).isTrue();
    assertThat(reasons.isNews("full")).isTrue();
    assertThat(reasons.isNews("refused")).isFalse();
    reasons.begin();
    assertThat(reasons.isNews("refused")).isTrue();
  }

  @Test
  void reasonsWithoutEndAreNotToldWithoutEnd() {
    for (int i = 0; i < Reasons.MOST; i++) {
      assertThat(reasons.isNews("reason " + i)).isTrue();
    }
    assertThat(reasons.isNews("one more")).isFalse();
  }
}
