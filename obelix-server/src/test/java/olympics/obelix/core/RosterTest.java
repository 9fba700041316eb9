package olympics.obelix.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster<String, Integer> roster = new Roster<>();

  @Test
  void whatWasNoticedStandsUntilALaterPollListsEverything() {
    roster.onPoll(Map.of("a", 1), 10);
    roster.onNotice("b", Optional.of(2), 20);
    roster.onNotice("a", Optional.empty(), 21);
    assertThat(roster.entries()).isEqualTo(Map.of("b", 2));
    roster.onPoll(Map.of("a", 1), 15);
    assertThat(roster.entries()).as("an answer from before the notices").isEqualTo(Map.of("b", 2));
    roster.onPoll(Map.of("a", 1, "c", 3), 22);
    assertThat(roster.entries()).isEqualTo(Map.of("a", 1, "c", 3));
  }

  @Test
  void tooManyNewsAreLeftToThePoll() {
    for (int i = 0; i <= Roster.MAX_NEWS; i++) {
      roster.onNotice("tablet " + i, Optional.of(i), i);
    }
    assertThat(roster.entries()).hasSize(Roster.MAX_NEWS).doesNotContainKey("tablet 0");
  }
}
