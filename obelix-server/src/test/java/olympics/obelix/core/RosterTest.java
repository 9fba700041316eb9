package olympics.obelix.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster<String, Integer> roster = new Roster<>();

  @Test
  void whatWasNoticedStandsUntilALaterPageHasToldEverything() {
    roster.onPage(page(true, false, Map.of("a", 1)), 10);
    roster.onNotice("b", Optional.of(2), 20);
    roster.onNotice("a", Optional.empty(), 21);
    assertThat(roster.entries()).isEqualTo(Map.of("b", 2));
    roster.onPage(page(false, false, Map.of("a", 1)), 15);
    assertThat(roster.entries()).as("an answer from before the notices").isEqualTo(Map.of("b", 2));
    roster.onPage(page(false, true, Map.of("a", 1, "c", 3)), 22);
    assertThat(roster.entries())
        .as("more follows, which may tell of a and b")
        .isEqualTo(Map.of("b", 2, "c", 3));
    roster.onPage(page(false, false, Map.of("b", 4)), 23);
    assertThat(roster.entries()).isEqualTo(Map.of("a", 1, "b", 4, "c", 3));
  }

  @Test
  void aPageThatIsNoBeginningTellsOnlyWhatChanged() {
    roster.onPage(page(true, false, Map.of("a", 1, "b", 2)), 10);
    roster.onPage(page(false, false, Map.of("c", 3), "a"), 20);
    assertThat(roster.entries()).isEqualTo(Map.of("b", 2, "c", 3));
  }

  @Test
  void aListThatBeginsAnewTakesThePlaceOfTheOldOneWhenItIsWhole() {
    roster.onPage(page(true, false, Map.of("a", 1, "b", 2)), 10);
    roster.onPage(page(true, true, Map.of("b", 3)), 20);
    roster.onPage(page(false, true, Map.of("c", 4)), 21);
    assertThat(roster.entries()).isEqualTo(Map.of("a", 1, "b", 2));
    roster.onPage(page(false, false, Map.of("d", 5), "c"), 22);
    assertThat(roster.entries()).isEqualTo(Map.of("b", 3, "d", 5));
  }

  @Test
  void aListThatBeginsAnewBeforeItWasWholeForgetsItsBeginning() {
    roster.onPage(page(true, true, Map.of("a", 1)), 10);
    roster.onPage(page(true, false, Map.of("b", 2)), 20);
    assertThat(roster.entries()).isEqualTo(Map.of("b", 2));
  }

  @Test
  void tooManyNewsAreLeftToThePages() {
    for (int i = 0; i <= Roster.MAX_NEWS; i++) {
      roster.onNotice("tablet " + i, Optional.of(i), i);
    }
    assertThat(roster.entries()).hasSize(Roster.MAX_NEWS).doesNotContainKey("tablet 0");
  }

  private static Roster.Page<String, Integer> page(
      boolean reset, boolean more, Map<String, Integer> present, String... gone) {
    return new Roster.Page<>(reset, more, present, List.of(gone));
  }
}
