package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import olympics.games.core.Lineage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFeedTest {
  private static final Lineage LINEAGE =
      new Lineage(
          List.of(
              new Lineage.Epoch("aaaaaaaaaaaaaaaa", 1), new Lineage.Epoch("bbbbbbbbbbbbbbbb", 10)));

  @ParameterizedTest
  @CsvSource({
    "aaaaaaaaaaaaaaaa.0, 0",
    "aaaaaaaaaaaaaaaa.9, 9",
    "aaaaaaaaaaaaaaaa.10, ",
    "bbbbbbbbbbbbbbbb.9, 9",
    "bbbbbbbbbbbbbbbb.8, ",
    "bbbbbbbbbbbbbbbb.20, 20",
    "bbbbbbbbbbbbbbbb.21, ",
    "cccccccccccccccc.9, ",
    "'', ",
  })
  void theFeedBeginsAfterAKnownVersionAndIsResetForAnyOther(String since, Long after) {
    assertThat(ChangeFeed.after(since, LINEAGE, 20))
        .isEqualTo(after == null ? OptionalLong.empty() : OptionalLong.of(after));
  }

  @Test
  void whatIsNoVersionIsRefused() {
    assertThatThrownBy(() -> ChangeFeed.after("yesterday", LINEAGE, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yesterday");
  }
}
