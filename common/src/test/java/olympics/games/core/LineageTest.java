package olympics.games.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final String A = "aaaaaaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbbbbbb";
  private static final String C = "cccccccccccccccc";

  private final Lineage lineage =
      new Lineage(
          List.of(new Lineage.Epoch(A, 1), new Lineage.Epoch(B, 10), new Lineage.Epoch(C, 10)));

  @Test
  void aVersionBelongsIfItsNumberLiesBeforeTheNextEpoch() {
    assertThat(lineage.contains(new Version(A, 9))).isTrue();
    assertThat(lineage.contains(new Version(C, 10))).isTrue();
    assertThat(lineage.contains(new Version(C, 1_000))).isTrue();
  }

  @Test
  void aVersionPastTheEndOfItsEpochSawAFutureThatWasUndone() {
    assertThat(lineage.contains(new Version(A, 10))).isFalse();
    assertThat(lineage.contains(new Version(B, 10))).isFalse();
  }

  @Test
  void anEpochWithoutWritesNamesTheStateItFound() {
    assertThat(lineage.contains(new Version(B, 9))).isTrue();
    assertThat(lineage.contains(new Version(C, 9))).isTrue();
    assertThat(lineage.contains(new Version(C, 8))).isFalse();
  }

  @Test
  void anUnknownEpochDoesNotBelong() {
    assertThat(lineage.contains(new Version("dddddddddddddddd", 1))).isFalse();
  }

  @Test
  void aLineageIsContinuedByItselfAndByLaterEpochsOnly() {
    Lineage shorter = new Lineage(lineage.epochs().subList(0, 2));
    assertThat(shorter.isContinuedBy(lineage)).isTrue();
    assertThat(lineage.isContinuedBy(lineage)).isTrue();
    assertThat(lineage.isContinuedBy(shorter)).isFalse();
  }

  @Test
  void firstNumbersMayNotFall() {
    assertThatThrownBy(() -> new Lineage(List.of(new Lineage.Epoch(A, 5), new Lineage.Epoch(B, 4))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
