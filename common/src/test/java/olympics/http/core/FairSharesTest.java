package olympics.http.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairSharesTest {
  private static final int PLACES = 40;
  private static final List<String> SOURCES = List.of("a", "b", "c", "d", "e");

  private final FairShares<String> shares = new FairShares<>(PLACES);

  /** As a server does; whether it got one. */
  private boolean comes(String newcomer) {
    if (shares.takeFree(newcomer)) {
      return true;
    }
    if (!shares.isOwed(newcomer)) {
      return false;
    }
    String debtor =
        SOURCES.stream().filter(each -> shares.owes(each, newcomer)).findFirst().orElseThrow();
    shares.pass(debtor, newcomer);
    return true;
  }

  @Test
  void oneSourceMayHoldAllPlacesAsLongAsNoOtherComes() {
    for (int i = 0; i < PLACES; i++) {
      assertThat(comes("a")).isTrue();
    }
    assertThat(comes("a")).isFalse();
    shares.giveBack("a");
    assertThat(comes("a")).isTrue();
  }

  @Test
  void whoComesLaterGetsAnEqualShareAndNoMore() {
    for (int i = 0; i < PLACES; i++) {
      comes("a");
    }
    for (int i = 0; i < PLACES / 2; i++) {
      assertThat(comes("b")).as("place %d", i).isTrue();
    }
    assertThat(comes("b")).isFalse();
    assertThat(comes("a")).isFalse();
    assertThat(shares.heldBy("a")).isEqualTo(PLACES / 2);
  }

  @Test
  void moreSourcesThanPlacesTakeNothingFromEachOther() {
    FairShares<Integer> few = new FairShares<>(2);
    assertThat(few.takeFree(1) && few.takeFree(2)).isTrue();
    assertThat(few.takeFree(3)).isFalse();
    assertThat(few.isOwed(3)).isFalse();
  }

  @Test
  void whatIsNotHeldCannotBeGivenBack() {
    assertThatThrownBy(() -> shares.giveBack("a")).isInstanceOf(IllegalArgumentException.class);
  }

  /** Each source wants as many as it likes; who wants no more than an equal share has them all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverTheOthersDoAnEqualShareIsThereForEach(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int modest = PLACES / SOURCES.size();
    int had = 0;
    for (int step = 0; step < 20_000; step++) {
      String source = SOURCES.get(random.nextInt(SOURCES.size()));
      boolean isModest = source.equals("a");
      if (random.nextInt(4) == 0 && shares.heldBy(source) > 0) {
        shares.giveBack(source);
        had -= isModest ? 1 : 0;
      } else if (!isModest) {
        boolean unused = comes(source);
      } else if (had < modest) {
        assertThat(comes(source)).as("seed %d step %d: a comes", seed, step).isTrue();
        had++;
      }
      assertThat(shares.heldBy("a")).as("seed %d step %d: a has", seed, step).isEqualTo(had);
      assertThat(SOURCES.stream().mapToInt(shares::heldBy).sum()).isLessThanOrEqualTo(PLACES);
    }
  }
}
