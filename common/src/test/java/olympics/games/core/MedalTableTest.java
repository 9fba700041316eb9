package olympics.games.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedalTableTest {
  private static final Stamp STAMP =
      new Stamp(new Version("0123456789abcdef", 1), Instant.ofEpochSecond(1_000));

  @Test
  void goldDecidesBeforeSilverAndSilverBeforeBronze() {
    assertThat(
            MedalTable.rank(
                List.of(
                    team("Bronze", 0, 0, 9),
                    team("Silver", 0, 9, 0),
                    team("Gold", 1, 0, 0),
                    team("More", 1, 0, 1))))
        .extracting(row -> row.rank() + " " + row.team().name())
        .containsExactly("1 More", "2 Gold", "3 Silver", "4 Bronze");
  }

  @Test
  void tiesShareARankInTheOrderOfNamesAndTheNextRankCountsThemAll() {
    assertThat(
            MedalTable.rank(
                List.of(
                    team("Rome", 1, 2, 3),
                    team("gaul", 1, 2, 3),
                    team("Greece", 0, 0, 0),
                    team("Carthage", 1, 2, 3))))
        .extracting(row -> row.rank() + " " + row.team().name())
        .containsExactly("1 Carthage", "1 gaul", "1 Rome", "4 Greece");
  }

  private static Team team(String name, int gold, int silver, int bronze) {
    return new Team(name, gold, silver, bronze, STAMP);
  }
}
