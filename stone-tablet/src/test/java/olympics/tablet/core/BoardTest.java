package olympics.tablet.core;

import static olympics.tablet.core.Facts.CURLING;
import static olympics.tablet.core.Facts.CURRENT;
import static olympics.tablet.core.Facts.GAUL;
import static olympics.tablet.core.Facts.ROME;
import static olympics.tablet.core.Facts.STALE;
import static olympics.tablet.core.Facts.answer;
import static olympics.tablet.core.Facts.asked;
import static olympics.tablet.core.Facts.curling;
import static olympics.tablet.core.Facts.first;
import static olympics.tablet.core.Facts.gaul;
import static olympics.tablet.core.Facts.known;
import static olympics.tablet.core.Facts.push;
import static olympics.tablet.core.Facts.pushed;
import static olympics.tablet.core.Facts.rome;
import static olympics.tablet.core.Facts.shown;
import static olympics.tablet.core.Facts.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import olympics.wire.Freshness;
import org.junit.jupiter.api.Test;

class BoardTest {
  private final Board board = new Board(List.of(GAUL, ROME, CURLING));

  @Test
  void firstValueIsMarkedAsSuch() {
    assertThat(answer(board, gaul(1, 'a', 5))).containsExactly(first(gaul(1, 'a', 5)));
    assertThat(answer(board, gaul(2, 'a', 6))).containsExactly(asked(gaul(2, 'a', 6)));
  }

  @Test
  void unchangedValueIsNoNews() {
    answer(board, gaul(1, 'a', 5));

    assertThat(answer(board, gaul(1, 'a', 5))).isEmpty();
    assertThat(answer(board, gaul(1, 'a', 7))).isEmpty();
    assertThat(push(board, gaul(2, 'a', 6))).isEmpty();
  }

  @Test
  void whatIsLetGoIsForgottenAndMayBeFollowedAgain() {
    answer(board, gaul(1, 'a', 5));
    board.unfollow(GAUL);

    assertThat(board.followed()).containsExactly(ROME, CURLING);
    assertThat(push(board, gaul(2, 'a', 6))).isEmpty();
    assertThat(shown(board, GAUL)).isEmpty();
    assertThat(board.confirmed().teams()).isEmpty();

    board.follow(GAUL);
    assertThat(answer(board, gaul(3, 'a', 7))).containsExactly(first(gaul(3, 'a', 7)));
  }

  @Test
  void pushBeforeAnyAnswerIsAskedAbout() {
    assertThat(push(board, gaul(1, 'a', 5))).containsExactly(new Change.Doubted(GAUL));
  }

  @Test
  void whatIsAskedForOnceUpdatesArePushedIsNotOlderThanThat() {
    answer(board, gaul(1, 'a', 5));
    board.pushedAfter(version('a', 9));
    assertThat(board.question(GAUL).minVersion()).contains(version('a', 9));

    board.pushedAfter(version('a', 8));
    board.pushedAfter(version('b', 99));
    assertThat(board.question(GAUL).minVersion())
        .as("an older version, and one of an epoch that no answer has told of")
        .contains(version('a', 9));
  }

  @Test
  void restartOfTheDatabaseIsNotBelievedOfAPushButAskedAbout() {
    answer(board, gaul(1, 'a', 5));

    assertThat(push(board, gaul(2, 'b', 6))).containsExactly(new Change.Doubted(GAUL));
    assertThat(answer(board, gaul(2, 'b', 6))).containsExactly(asked(gaul(2, 'b', 6)));
    assertThat(push(board, rome(2, 'b', 7))).hasSize(1);
  }

  @Test
  void staleAnswerIsShownWhereNothingWasShownYet() {
    answer(board, rome(3, 'b', 101));

    assertThat(
            board.answered(board.question(GAUL), known(gaul(1, 'a', 30), STALE), version('b', 101)))
        .hasSize(1);
    assertThat(answer(board, gaul(2, 'a', 31), version('b', 101)))
        .containsExactly(asked(gaul(2, 'a', 31)));
    assertThat(board.minVersion()).contains(version('b', 101));
  }

  @Test
  void olderAnswersAndPushesAreDroppedInWhateverOrderTheyCome() {
    answer(board, curling("0 to 0", 'a', 1));
    Question early = board.question(CURLING);
    assertThat(push(board, curling("3 to 1", 'a', 9))).hasSize(1);

    assertThat(board.answered(early, known(curling("2 to 1", 'a', 8), CURRENT), version('a', 8)))
        .isEmpty();
    assertThat(push(board, curling("1 to 1", 'a', 7))).isEmpty();
    assertThat(push(board, curling("3 to 1", 'a', 9))).isEmpty();
    assertThat(shown(board, CURLING)).contains(curling("3 to 1", 'a', 9));
  }

  @Test
  void highestVersionOfAllItemsIsAskedForNext() {
    assertThat(board.question(GAUL))
        .isEqualTo(new Question(GAUL, Optional.empty(), Optional.empty()));
    answer(board, gaul(1, 'a', 5));
    push(board, rome(1, 'a', 9));
    answer(board, curling("0 to 0", 'a', 2));

    assertThat(board.question(GAUL))
        .isEqualTo(new Question(GAUL, Optional.of(version('a', 9)), Optional.of(version('a', 5))));
  }

  @Test
  void restartOfTheDatabaseIsFollowed() {
    answer(board, gaul(1, 'a', 5));

    assertThat(answer(board, gaul(2, 'b', 6))).containsExactly(asked(gaul(2, 'b', 6)));
    assertThat(board.minVersion()).contains(version('b', 6));
    assertThat(push(board, gaul(9, 'a', 99))).containsExactly(new Change.Doubted(GAUL));
  }

  @Test
  void itemLastWrittenBeforeTheRestartIsShownAndTheNewEpochStaysCurrent() {
    answer(board, rome(3, 'b', 101));

    assertThat(answer(board, gaul(1, 'a', 30), version('b', 101)))
        .containsExactly(first(gaul(1, 'a', 30)));
    assertThat(board.minVersion()).contains(version('b', 101));
    assertThat(push(board, rome(4, 'b', 102))).containsExactly(pushed(rome(4, 'b', 102)));
    assertThat(answer(board, gaul(1, 'a', 30), version('b', 102))).isEmpty();
    assertThat(answer(board, gaul(2, 'b', 103))).containsExactly(asked(gaul(2, 'b', 103)));
  }

  @Test
  void itemFirstAskedForAfterTheRestartIsShownThoughItsEpochIsRetired() {
    answer(board, rome(1, 'a', 50));
    answer(board, rome(2, 'b', 60));

    assertThat(answer(board, gaul(1, 'a', 30), version('b', 60)))
        .containsExactly(first(gaul(1, 'a', 30)));
  }

  @Test
  void restoredBackupIsBelievedThoughItsNumbersAreLower() {
    answer(board, rome(7, 'a', 100));

    assertThat(answer(board, rome(4, 'b', 51)))
        .containsExactly(new Change.Undone(), asked(rome(4, 'b', 51)));
    assertThat(board.minVersion()).contains(version('b', 51));
  }

  @Test
  void afterARestoredBackupEachItemIsTakenBackToWhatHolds() {
    answer(board, gaul(9, 'a', 100));
    answer(board, rome(7, 'a', 90));
    assertThat(answer(board, rome(4, 'b', 51))).contains(new Change.Outdated(GAUL));

    assertThat(answer(board, gaul(2, 'a', 30), version('b', 51)))
        .containsExactly(asked(gaul(2, 'a', 30)));
  }

  /** Nothing that is followed tells more than that the database began anew. */
  @Test
  void whatWasUndoneIsFoundOutOfAnItemThatWasNotWrittenSince() {
    answer(board, gaul(9, 'a', 100));
    answer(board, rome(7, 'a', 90));

    assertThat(answer(board, rome(7, 'a', 90), version('c', 170)))
        .containsExactly(new Change.Outdated(GAUL));
    assertThat(answer(board, gaul(2, 'b', 60), version('c', 170)))
        .containsExactly(new Change.Undone(), asked(gaul(2, 'b', 60)));
  }

  @Test
  void twoRestoredBackupsAreTold() {
    answer(board, gaul(9, 'a', 100));
    assertThat(answer(board, gaul(2, 'a', 60), version('b', 60))).contains(new Change.Undone());
    answer(board, gaul(5, 'b', 70));

    assertThat(answer(board, gaul(2, 'a', 60), version('c', 65)))
        .containsExactly(new Change.Undone(), asked(gaul(2, 'a', 60)));
    assertThat(push(board, gaul(5, 'b', 70))).containsExactly(new Change.Doubted(GAUL));
    assertThat(push(board, gaul(9, 'a', 100))).containsExactly(new Change.Doubted(GAUL));
  }

  @Test
  void pushOfTheNewEpochTakesBackWhatWasUndoneWhateverItsNumber() {
    answer(board, gaul(9, 'a', 100));
    answer(board, rome(7, 'a', 90));
    answer(board, rome(7, 'a', 90), version('b', 170));

    assertThat(push(board, gaul(3, 'b', 99)))
        .containsExactly(new Change.Undone(), pushed(gaul(3, 'b', 99)));
  }

  /** What was undone by a restored backup, and came back when the replaced file did. */
  @Test
  void valueThatIsNoLongerUndoneIsShownAgain() {
    answer(board, gaul(9, 'a', 100));
    answer(board, gaul(2, 'a', 60), version('b', 60));

    assertThat(answer(board, gaul(9, 'a', 100), version('c', 100)))
        .containsExactly(asked(gaul(9, 'a', 100)));
  }

  /** The backup was taken in the epoch that is shown, and nothing was written since. */
  @Test
  void restoredBackupOfTheSameEpochIsShownBeforeAnythingIsWritten() {
    answer(board, rome(7, 'a', 100));
    Question early = board.question(ROME);
    assertThat(push(board, rome(4, 'a', 51))).isEmpty();

    assertThat(answer(board, rome(4, 'a', 51), version('b', 60)))
        .containsExactly(new Change.Undone(), asked(rome(4, 'a', 51)));
    assertThat(push(board, rome(7, 'a', 100))).containsExactly(new Change.Doubted(ROME));
    assertThat(board.answered(early, known(rome(6, 'a', 99), CURRENT), version('a', 100)))
        .containsExactly(new Change.Doubted(ROME));
    assertThat(shown(board, ROME)).contains(rome(4, 'a', 51));
    assertThat(answer(board, rome(5, 'b', 61))).containsExactly(asked(rome(5, 'b', 61)));
  }

  @Test
  void restoredBackupIsNotBelievedOfAPushButAskedAbout() {
    answer(board, rome(7, 'a', 100));

    assertThat(push(board, rome(4, 'b', 51))).containsExactly(new Change.Doubted(ROME));
    assertThat(answer(board, rome(4, 'b', 51))).hasSize(2);
  }

  @Test
  void tabletNeverReturnsToARetiredEpoch() {
    answer(board, rome(7, 'a', 100));
    Question early = board.question(ROME);
    answer(board, rome(4, 'b', 51));

    assertThat(board.answered(early, known(rome(7, 'a', 100), CURRENT), version('a', 100)))
        .containsExactly(new Change.Doubted(ROME));
    assertThat(answer(board, rome(8, 'a', 101))).isEmpty();
    assertThat(push(board, rome(9, 'a', 102))).containsExactly(new Change.Doubted(ROME));
    assertThat(board.minVersion()).contains(version('b', 51));
    assertThat(shown(board, ROME)).contains(rome(4, 'b', 51));
  }

  @Test
  void undoneValueOfAnItemThatIsNotFollowedYetIsRefused() {
    answer(board, rome(7, 'a', 100));
    answer(board, rome(4, 'b', 51));

    assertThat(answer(board, gaul(9, 'a', 99), version('a', 100))).isEmpty();
  }

  @Test
  void staleAnswerNeverProvesThatHistoryWasUndone() {
    answer(board, rome(7, 'b', 100));

    assertThat(
            board.answered(board.question(ROME), known(rome(4, 'a', 51), STALE), version('a', 60)))
        .containsExactly(new Change.Doubted(ROME));
    assertThat(shown(board, ROME)).contains(rome(7, 'b', 100));
  }

  @Test
  void answerOvertakenByAPushProvesNothing() {
    answer(board, rome(7, 'b', 100));
    Question early = board.question(ROME);
    push(board, rome(8, 'b', 101));

    assertThat(board.answered(early, known(rome(4, 'a', 51), CURRENT), version('a', 60)))
        .containsExactly(new Change.Doubted(ROME));
  }

  @Test
  void staleFlagIsReportedWhenItChanges() {
    answer(board, gaul(1, 'a', 5));

    assertThat(board.answered(board.question(GAUL), known(gaul(1, 'a', 5), STALE), version('a', 5)))
        .containsExactly(new Change.Staleness(known(gaul(1, 'a', 5), STALE)));
    assertThat(board.answered(board.question(GAUL), known(gaul(1, 'a', 5), STALE), version('a', 5)))
        .isEmpty();
    assertThat(answer(board, gaul(1, 'a', 5)))
        .containsExactly(new Change.Staleness(known(gaul(1, 'a', 5), CURRENT)));
  }

  @Test
  void itemThatIsNotAnsweredTwiceIsStaleUntilItIs() {
    answer(board, gaul(1, 'a', 5));
    Known stale = known(gaul(1, 'a', 5), new Freshness(true, CURRENT.age()));

    assertThat(board.unanswered(GAUL, "no database")).isEmpty();
    assertThat(answer(board, gaul(1, 'a', 5))).isEmpty();
    assertThat(board.unanswered(GAUL, "no database")).isEmpty();
    assertThat(board.unanswered(GAUL, "no database"))
        .containsExactly(new Change.Unconfirmed(stale, "no database"));
    assertThat(board.unanswered(GAUL, "no database")).isEmpty();
    assertThat(answer(board, gaul(1, 'a', 5)))
        .containsExactly(new Change.Staleness(known(gaul(1, 'a', 5), CURRENT)));
    assertThat(board.unanswered(ROME, "no database")).isEmpty();
  }

  @Test
  void refusalIsReportedOnceForEachReason() {
    assertThat(board.refused(GAUL, "no such team"))
        .containsExactly(new Change.Refused(GAUL, "no such team"));
    assertThat(board.refused(GAUL, "no such team")).isEmpty();
    answer(board, gaul(1, 'a', 5));
    assertThat(board.refused(GAUL, "no such team")).hasSize(1);
  }

  @Test
  void onlyWhatIsThereIsConfirmed() {
    answer(board, gaul(1, 'a', 5));
    answer(board, curling("0 to 0", 'a', 6));
    board.refused(ROME, "no such team");
    assertThat(board.confirmed())
        .isEqualTo(new Catalogue(List.of("Gaul"), List.of("Stone Curling")));

    board.refused(GAUL, "no such team");
    assertThat(board.confirmed().teams()).isEmpty();
  }

  @Test
  void whatIsNotFollowedIsIgnored() {
    Board alone = new Board(List.of(GAUL));

    assertThat(push(alone, rome(1, 'a', 5))).isEmpty();
    assertThat(alone.minVersion()).isEmpty();
    assertThat(alone.refused(ROME, "no such team")).isEmpty();
  }

  @Test
  void answerAboutAnotherItemIsAnError() {
    assertThatThrownBy(
            () ->
                board.answered(
                    board.question(GAUL), known(rome(1, 'a', 5), CURRENT), version('a', 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asked for the tally of gaul")
        .hasMessageContaining("tally of rome");
  }

  @Test
  void whoConfirmsAValueIsItsSourceFromThenOn() {
    Board board = new Board(List.of(GAUL));
    answer(board, gaul(1, 'a', 5));
    assertThat(board.known(GAUL).map(Known::source)).contains(Facts.CACHE);
    push(board, gaul(1, 'a', 5));
    assertThat(board.known(GAUL).map(Known::source)).contains(Facts.PUSH);
    push(board, gaul(9, 'a', 4));
    answer(board, gaul(1, 'a', 5));
    assertThat(board.known(GAUL).map(Known::source)).contains(Facts.CACHE);
  }
}
