package olympics.cacofonix.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.Medal;
import olympics.games.core.Village;
import org.junit.jupiter.api.Test;

class VillageSimulationTest {
  private static List<Update> play(long seed, int count) {
    VillageSimulation simulation = new VillageSimulation(seed);
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      updates.add(simulation.next());
    }
    return updates;
  }

  @Test
  void theSameSeedPlaysTheSameGames() {
    assertThat(play(7, 500)).isEqualTo(play(7, 500));
    assertThat(play(7, 500)).isNotEqualTo(play(8, 500));
  }

  @Test
  void theFirstUpdatesOfASeedNeverChange() {
    assertThat(play(7, 3))
        .containsExactly(
            new ScoreReport("Stone Curling", "Persia 1 point, Greece 0, Gaul 0"),
            new ScoreReport("Synchronized Stone Swimming", "Gaul 1 point, Carthage 0, Persia 0"),
            new ScoreReport("Underwater Stone Weaving", "Persia 1 basket, Greece 0, Rome 0"));
  }

  @Test
  void threeDifferentTeamsWinTheMedalsInTheOrderOfTheLastScore() {
    for (long seed = 0; seed < 50; seed++) {
      List<Update> updates = play(seed, 1000);
      for (int i = 0; i + 2 < updates.size(); i++) {
        if (updates.get(i) instanceof MedalWon gold && gold.medal() == Medal.GOLD) {
          MedalWon silver = (MedalWon) updates.get(i + 1);
          MedalWon bronze = (MedalWon) updates.get(i + 2);
          assertThat(List.of(silver.medal(), bronze.medal()))
              .containsExactly(Medal.SILVER, Medal.BRONZE);
          assertThat(Set.of(gold.team(), silver.team(), bronze.team())).hasSize(3);
          ScoreReport last = (ScoreReport) updates.get(i - 1);
          assertThat(last.event()).isEqualTo(gold.event());
          assertThat(last.score())
              .matches(
                  gold.team() + " \\d+ .*, " + silver.team() + " \\d+, " + bronze.team() + ".*");
        }
      }
    }
  }

  @Test
  void everyEventIsPlayedAndEveryTeamWinsSomething() {
    Set<String> events = new HashSet<>();
    Map<String, Integer> medals = new HashMap<>();
    for (Update update : play(1, 2000)) {
      if (update instanceof MedalWon won) {
        medals.merge(won.team(), 1, Integer::sum);
      } else if (update instanceof ScoreReport report) {
        events.add(report.event());
      }
    }
    assertThat(medals.keySet()).containsExactlyInAnyOrderElementsOf(Village.TEAMS);
    assertThat(events)
        .containsExactlyInAnyOrderElementsOf(
            Village.EVENTS.stream().map(Village.Event::name).toList());
  }

  @Test
  void oneIsNotWrittenInThePlural() {
    assertThat(play(3, 500))
        .filteredOn(ScoreReport.class::isInstance)
        .extracting(update -> ((ScoreReport) update).score())
        .noneMatch(score -> score.matches("\\S+ 1 (points|laps|baskets),.*"))
        .anyMatch(score -> score.matches("\\S+ 1 (point|lap|basket),.*"));
  }

  @Test
  void aRunGoesOnWithTheUpdateThatWasAskedFor() {
    UpdateSource whole = new SimulatedGames(9, 4, 100);
    UpdateSource rest = new SimulatedGames(9, 4, 100);
    for (int i = 1; i < 60; i++) {
      assertThat(whole.update(i)).isNotNull();
    }
    assertThat(rest.update(60)).isEqualTo(whole.update(60));
    assertThat(rest.update(60)).isEqualTo(whole.update(60));
    assertThat(rest.gapBefore(61)).isEqualTo(Duration.ofMillis(250));
  }
}
