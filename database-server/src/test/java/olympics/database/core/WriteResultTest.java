package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import olympics.games.core.Medal;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteResultTest {
  private static final Version VERSION = new Version("0123456789abcdef", 42);
  private static final Stamp STAMP =
      new Stamp(VERSION, Instant.parse("2026-11-23T10:11:12.345678Z"));

  static Stream<WriteResult> results() {
    return Stream.of(
        new WriteResult.TallyWritten(new Team("Côte d'Ivoire", 1, 2, 3, STAMP)),
        new WriteResult.ScoreWritten(new OlympicEvent("Stone Curling", "", STAMP), false),
        new WriteResult.ScoreWritten(new OlympicEvent("a", "3 : 2  𝒢 ", STAMP), true),
        new WriteResult.TeamAdded("Gaul", VERSION, true),
        new WriteResult.EventAdded("Menhir", VERSION, false));
  }

  @ParameterizedTest
  @MethodSource("results")
  void aResultComesBackFromItsText(WriteResult result) {
    assertThat(WriteResult.read(result.text())).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tally", "team\tGaul\tx\ttrue", "medal\ta\tb\tc"})
  void whatIsNoResultIsRefused(String text) {
    assertThatThrownBy(() -> WriteResult.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void payloadsAreEqualForTheSameRequestAndDifferForAnother() {
    assertThat(new Change.Increment("GAUL ", Medal.GOLD).payload())
        .isEqualTo(new Change.Increment("Gaul", Medal.GOLD).payload())
        .isEqualTo("increment_medal_tally\tgaul\tgold")
        .isNotEqualTo(new Change.Increment("Gaul", Medal.SILVER).payload());
    assertThat(new Change.SetScore("a", "b").payload())
        .isNotEqualTo(new Change.SetScore("a", "B").payload());
    assertThat(new Change.AddTeam("a").payload()).isNotEqualTo(new Change.AddEvent("a").payload());
  }
}
