package olympics.tablet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FavouritesTest {
  private static final Catalogue VILLAGE =
      new Catalogue(
          List.of("Carthage", "Gaul", "Greece", "Persia", "Rome"),
          List.of("Stone Curling", "Stone Skating", "Underwater Stone Weaving"));

  @Test
  void twoTeamsAndTwoEventsAreChosenAndTheSeedChoosesThemAgain() {
    Catalogue chosen = Favourites.atRandom(VILLAGE, new Random(42));

    assertThat(chosen.teams()).hasSize(2).isSubsetOf(VILLAGE.teams());
    assertThat(chosen.events()).hasSize(2).isSubsetOf(VILLAGE.events());
    assertThat(Favourites.atRandom(VILLAGE, new Random(42))).isEqualTo(chosen);
  }

  @Test
  void everyNameIsSomebodysFavourite() {
    Set<String> chosen = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      Catalogue favourites = Favourites.atRandom(VILLAGE, new Random(seed));
      chosen.addAll(favourites.teams());
      chosen.addAll(favourites.events());
    }

    assertThat(chosen).containsAll(VILLAGE.teams()).containsAll(VILLAGE.events());
  }

  @Test
  void allAreChosenWhereThereAreFewer() {
    Catalogue one = new Catalogue(List.of("Gaul"), List.of());

    assertThat(Favourites.atRandom(one, new Random(1))).isEqualTo(one);
  }

  @Test
  void namesMatchWithoutRegardToCaseAndStandAsWritten() {
    Catalogue wanted = new Catalogue(List.of("gAUL", "GAUL", "Japan"), List.of("stone skating"));

    assertThat(Favourites.asWritten(wanted, VILLAGE))
        .isEqualTo(new Catalogue(List.of("Gaul", "Japan"), List.of("Stone Skating")));
  }

  @Test
  void unknownNameIsExplainedWithNearOnes() {
    Catalogue wanted = new Catalogue(List.of("Room", "Gaul"), List.of("curling"));

    assertThat(Favourites.problems(wanted, VILLAGE))
        .containsExactly(
            "there is no team 'Room'; did you mean 'Rome'?; there are 'Carthage', 'Gaul',"
                + " 'Greece', 'Persia', 'Rome'",
            "there is no event 'curling'; did you mean 'Stone Curling'?; there are 'Stone"
                + " Curling', 'Stone Skating', 'Underwater Stone Weaving'");
  }

  @Test
  void longListsAreNotRecited() {
    Catalogue many =
        new Catalogue(IntStream.range(0, 206).mapToObj(i -> "Team " + i).toList(), List.of());

    assertThat(Favourites.problems(new Catalogue(List.of("Zzz"), List.of("Yyy")), many))
        .containsExactly(
            "there is no team 'Zzz'; there are 206 teams (list_teams names them)",
            "there is no event 'Yyy'; there are no events yet");
  }
}
