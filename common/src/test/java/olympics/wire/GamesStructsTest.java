package olympics.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import olympics.games.core.Lineage;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import org.junit.jupiter.api.Test;

class GamesStructsTest {
  private static final Stamp STAMP =
      new Stamp(new Version("0123456789abcdef", 7), Instant.parse("2026-07-01T12:00:00.123456Z"));

  @Test
  void aTeamReadsBackAsItWasSentToTheMicrosecond() {
    Team team = new Team("Gaul", 1, 2, 3, STAMP);
    Map<String, Object> struct =
        GamesStructs.ofTeam(team, new Freshness(true, Duration.ofMillis(1500)));
    assertThat(struct).containsEntry("stale", true).containsEntry("age_seconds", 1.5);
    assertThat(GamesStructs.team(Struct.of(struct))).isEqualTo(team);
  }

  @Test
  void anEventReadsBackAsItWasSent() {
    OlympicEvent event = new OlympicEvent("Stone Skating", OlympicEvent.NO_SCORE, STAMP);
    assertThat(GamesStructs.event(Struct.of(GamesStructs.ofEvent(event, Freshness.CURRENT))))
        .isEqualTo(event);
  }

  @Test
  void anAnswerSaysWhereItComesFromAndForWhichVersionItIsTrue() {
    Team team = new Team("Gaul", 1, 2, 3, STAMP);
    Origin origin = new Origin("obelix-2", true);
    Version through = new Version("0123456789abcdef", 9);
    Struct tally =
        Struct.of(
            GamesStructs.answer(GamesStructs.unchanging(team), origin, Freshness.CURRENT, through));
    Struct row =
        Struct.of(GamesStructs.ofTable(List.of(team), origin, Freshness.CURRENT, through).get(0));
    for (Struct answer : List.of(tally, row)) {
      assertThat(Origin.of(answer)).isEqualTo(origin);
      assertThat(GamesStructs.through(answer)).isEqualTo(through);
      assertThat(GamesStructs.team(answer)).isEqualTo(team);
    }
  }

  @Test
  void aLineageReadsBackAsItWasSent() {
    Lineage lineage =
        new Lineage(
            List.of(
                new Lineage.Epoch("0123456789abcdef", 1),
                new Lineage.Epoch("fedcba9876543210", 1L << 40)));
    assertThat(GamesStructs.lineage(Struct.array(GamesStructs.ofLineage(lineage).toArray())))
        .isEqualTo(lineage);
  }

  @Test
  void aMissingMemberIsNamedWithTheTypeThatWasExpected() {
    assertThatThrownBy(() -> GamesStructs.team(new Struct(Map.of("team", "Gaul", "gold", "1"))))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessage("expected member 'gold' of type int, got string");
  }

  @Test
  void whatCameIsNamedByItsTypeOnTheWire() {
    for (Object wrong : List.of(List.of(1), new Object[0], Map.of(), new byte[1], 1, 1.5, true)) {
      assertThatThrownBy(() -> new Struct(Map.of("team", wrong)).string("team"))
          .message()
          .matches(
              "expected member 'team' of type string, got"
                  + " (array|struct|base64|int|double|boolean)");
    }
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> GamesStructs.instant(Double.NaN))
        .isInstanceOf(MalformedAnswerException.class);
  }
}
