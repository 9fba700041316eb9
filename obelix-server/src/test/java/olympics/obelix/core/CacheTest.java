package olympics.obelix.core;

import static olympics.obelix.core.Histories.CURLING;
import static olympics.obelix.core.Histories.E2;
import static olympics.obelix.core.Histories.GAUL;
import static olympics.obelix.core.Histories.NAMES;
import static olympics.obelix.core.Histories.ROME;
import static olympics.obelix.core.Histories.TABLE;
import static olympics.obelix.core.Histories.fill;
import static olympics.obelix.core.Histories.firstPoll;
import static olympics.obelix.core.Histories.limits;
import static olympics.obelix.core.Histories.lineage;
import static olympics.obelix.core.Histories.names;
import static olympics.obelix.core.Histories.poll;
import static olympics.obelix.core.Histories.scoreOf;
import static olympics.obelix.core.Histories.seconds;
import static olympics.obelix.core.Histories.startedAnewAfter;
import static olympics.obelix.core.Histories.table;
import static olympics.obelix.core.Histories.tally;
import static olympics.obelix.core.Histories.tallyOf;
import static olympics.obelix.core.Histories.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Version;
import olympics.wire.Freshness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheTest {
  private final Cache cache = new Cache(limits());

  @BeforeEach
  void polledOnce() {
    cache.onPoll(firstPoll(10, 0));
  }

  @Test
  void whatWasFilledIsHitWithItsAge() {
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1))).isEmpty();
    assertThat(cache.lookup(GAUL, Optional.empty(), seconds(2)))
        .isEqualTo(
            new Lookup.Hit(
                tally("Gaul", 1, 9), new Freshness(false, Duration.ofSeconds(1)), v(10)));
    assertThat(cache.lookup(ROME, Optional.empty(), seconds(2)))
        .isEqualTo(new Lookup.Miss(Lookup.Reason.ABSENT));
  }

  @Test
  void nothingIsKeptBeforeTheFirstPoll() {
    Cache fresh = new Cache(limits());
    assertThat(fresh.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1))).contains(Refusal.NOT_IN_LINEAGE);
    assertThat(fresh.size()).isZero();
  }

  // The stale set: read old value, invalidation, fill with the old value.

  @Test
  void aFillThatWasReadBeforeAnInvalidationDoesNotLandAfterIt() {
    assertThat(cache.invalidate(List.of(tallyOf("Gaul", 11)), seconds(2))).isEmpty();
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1)))
        .contains(Refusal.INVALIDATED_SINCE);
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 2, 11), 11, 1))).isEmpty();
  }

  @Test
  void aFillThatWasReadBeforeAPollsChangeDoesNotLandAfterIt() {
    cache.onPoll(poll(10, 11, 2, tallyOf("Gaul", 11)));
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1)))
        .contains(Refusal.INVALIDATED_SINCE);
    assertThat(cache.fill(ROME, fill(tally("Rome", 1, 9), 10, 1))).isEmpty();
  }

  @Test
  void aLateFillIsRefusedEvenWhenItsTombstoneIsForgotten() {
    cache.onPoll(poll(10, 11, 2, tallyOf("Gaul", 11)));
    cache.onPoll(poll(11, 11, 4));
    cache.onPoll(poll(11, 11, 6));
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1)))
        .contains(Refusal.INVALIDATED_SINCE);
  }

  @Test
  void aFillSentBeforeAWriteOfUnknownOutcomeDoesNotLandAfterIt() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 0.5));
    assertThat(cache.drop(ItemKey.tally("gaul"), seconds(2))).containsExactly(GAUL);
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1)))
        .contains(Refusal.INVALIDATED_SINCE);
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 2.1))).isEmpty();
  }

  @Test
  void tooManyTombstonesMakeFetchesUnderWayLate() {
    for (int i = 0; i <= limits().maxTombstones(); i++) {
      cache.invalidate(List.of(tallyOf("team " + i, 11 + i)), seconds(2));
    }
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1)))
        .contains(Refusal.INVALIDATED_SINCE);
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 111, 3))).isEmpty();
  }

  @Test
  void anOlderFillDoesNotReplaceANewerOne() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 12, 2));
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 11, 1)))
        .contains(Refusal.OLDER_THAN_CACHED);
  }

  // A poll's answer that overtakes a push.

  @Test
  void aNoticeThatAPollHasOvertakenDropsNothing() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 0.5));
    assertThat(cache.onPoll(poll(10, 11, 2, tallyOf("Gaul", 11))))
        .isEqualTo(new PollOutcome.Reconciled(List.of(GAUL)));
    cache.fill(GAUL, fill(tally("Gaul", 2, 11), 11, 2.5));
    assertThat(cache.invalidate(List.of(tallyOf("Gaul", 11)), seconds(3))).isEmpty();
    assertThat(cache.lookup(GAUL, Optional.of(v(11)), seconds(3))).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void anOvertakenPollChangesNothing() {
    cache.onPoll(poll(10, 12, 2));
    assertThat(cache.onPoll(poll(10, 11, 1))).isEqualTo(new PollOutcome.Overtaken());
    assertThat(cache.reconciledThrough()).contains(v(12));
  }

  // What holds an item goes with it.

  @Test
  void aTallysChangeDropsTheMedalTableToo() {
    cache.fill(TABLE, fill(table(9), 10, 1));
    cache.fill(CURLING, fill(tally("unused", 0, 9), 10, 1));
    cache.fill(NAMES, fill(names("Gaul"), 10, 1));
    assertThat(cache.invalidate(List.of(tallyOf("Gaul", 11)), seconds(2))).containsExactly(TABLE);
    assertThat(cache.fill(TABLE, fill(table(9), 10, 1.5))).contains(Refusal.INVALIDATED_SINCE);
  }

  @Test
  void aScoresChangeLeavesTheMedalTable() {
    cache.fill(TABLE, fill(table(9), 10, 1));
    assertThat(cache.invalidate(List.of(scoreOf("Stone Curling", 11)), seconds(2))).isEmpty();
  }

  @Test
  void anAddedTeamDropsTheNamesAndTheMedalTable() {
    cache.fill(TABLE, fill(table(9), 10, 1));
    cache.fill(NAMES, fill(names("Gaul"), 10, 1));
    assertThat(cache.onPoll(poll(10, 11, 2, tallyOf("Iberia", 11))))
        .isEqualTo(new PollOutcome.Reconciled(List.of(TABLE, NAMES)));
    assertThat(cache.fill(NAMES, fill(names("Gaul"), 10, 1))).contains(Refusal.INVALIDATED_SINCE);
    assertThat(cache.fill(NAMES, fill(names("Gaul", "Iberia"), 11, 1))).isEmpty();
  }

  @Test
  void anAddedEventDropsTheNamesOnly() {
    cache.fill(TABLE, fill(table(9), 10, 1));
    cache.fill(NAMES, fill(names("Gaul"), 10, 1));
    assertThat(cache.invalidate(List.of(scoreOf("Menhir Throwing", 11)), seconds(2)))
        .containsExactly(NAMES);
  }

  // min_version.

  @Test
  void aReadNeverGetsSomethingOlderThanItAsksFor() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    assertThat(cache.lookup(GAUL, Optional.of(v(10)), seconds(2))).isInstanceOf(Lookup.Hit.class);
    assertThat(cache.lookup(GAUL, Optional.of(v(11)), seconds(2)))
        .isEqualTo(new Lookup.Miss(Lookup.Reason.OLDER_THAN_ASKED));
  }

  @Test
  void whatSurvivesAPollIsTrueForThePollsVersion() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    cache.onPoll(poll(10, 15, 2, tallyOf("Rome", 15)));
    assertThat(cache.lookup(GAUL, Optional.of(v(15)), seconds(2))).isInstanceOf(Lookup.Hit.class);
  }

  // Notices that leave nothing out.

  @Test
  void whatANoticeDoesNotNameIsTrueForItsVersionIfItFollowsOnWhatIsKnown() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    assertThat(cache.onNotice(notice(10L, 12, tallyOf("Rome", 12)), seconds(2)))
        .isEqualTo(new Cache.NoticeOutcome(List.of(), true));
    assertThat(cache.reconciledThrough()).contains(v(12));
    assertThat(cache.lookup(GAUL, Optional.of(v(12)), seconds(2))).isInstanceOf(Lookup.Hit.class);
    assertThat(cache.lookup(GAUL, Optional.of(v(13)), seconds(2)))
        .isEqualTo(new Lookup.Miss(Lookup.Reason.OLDER_THAN_ASKED));
  }

  @Test
  void aNoticeThatLeavesSomethingOutOnlyInvalidates() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    cache.fill(ROME, fill(tally("Rome", 1, 9), 10, 1));
    assertThat(cache.onNotice(notice(11L, 12, tallyOf("Rome", 12)), seconds(2)))
        .isEqualTo(new Cache.NoticeOutcome(List.of(ROME), false));
    assertThat(cache.onNotice(notice(null, 13, scoreOf("Stone Curling", 13)), seconds(2)))
        .isEqualTo(new Cache.NoticeOutcome(List.of(), false));
    assertThat(cache.lookup(GAUL, Optional.of(v(12)), seconds(2)))
        .isEqualTo(new Lookup.Miss(Lookup.Reason.OLDER_THAN_ASKED));
  }

  @Test
  void onceAPollHasClosedTheGapTheNoticesAfterItCountToo() {
    cache.fill(CURLING, fill(tally("unused", 1, 9), 10, 1));
    cache.onNotice(notice(11L, 12, tallyOf("Rome", 12)), seconds(2));
    cache.onNotice(notice(12L, 14, tallyOf("Rome", 14)), seconds(2));
    cache.onPoll(poll(10, 11, 3, tallyOf("Gaul", 11)));
    assertThat(cache.reconciledThrough()).contains(v(14));
    assertThat(cache.lookup(CURLING, Optional.of(v(14)), seconds(3)))
        .isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void aPollThatWasSentBeforeANoticeStillTellsThatAllIsCurrent() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 0.5));
    cache.onNotice(notice(10L, 12, tallyOf("Rome", 12)), seconds(2));
    assertThat(cache.onPoll(poll(10, 11, 1.5))).isEqualTo(new PollOutcome.Reconciled(List.of()));
    assertThat(cache.reconciledThrough()).as("never back").contains(v(12));
    assertThat(cache.lookup(GAUL, Optional.empty(), seconds(2.5)))
        .isEqualTo(
            new Lookup.Hit(
                tally("Gaul", 1, 9), new Freshness(false, Duration.ofSeconds(1)), v(12)));
  }

  @Test
  void noticesOfAnotherHistoryDoNotCountAfterAFlush() {
    cache.onNotice(notice(20L, 30, tallyOf("Rome", 30)), seconds(1));
    cache.onPoll(new Poll(Optional.of(v(10)), seconds(2), v(25), lineage(), true, List.of()));
    assertThat(cache.reconciledThrough()).contains(v(25));
    assertThat(cache.onNotice(noticeOf(E2, 25, 26), seconds(3)).complete())
        .as("an epoch not heard of")
        .isFalse();
    assertThat(cache.reconciledThrough()).contains(v(25));
  }

  private static ChangeNotice notice(Long since, long through, Change... changes) {
    return new ChangeNotice(
        Optional.ofNullable(since).map(Histories::v), v(through), List.of(changes));
  }

  private static ChangeNotice noticeOf(String epoch, long since, long through) {
    return new ChangeNotice(
        Optional.of(new Version(epoch, since)), new Version(epoch, through), List.of());
  }

  @Test
  void aVersionOfAnEpochNotHeardOfMissesUntilItIsKnownToBeUndone() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    Optional<Version> other = Optional.of(new Version(E2, 1));
    assertThat(cache.lookup(GAUL, other, seconds(2)))
        .isEqualTo(new Lookup.Miss(Lookup.Reason.UNKNOWN_EPOCH));
    cache.rememberUndone(E2);
    assertThat(cache.lookup(GAUL, other, seconds(2))).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void anAnswerIsJudgedByTheHistory() {
    assertThat(cache.judge(v(10), v(10))).isEqualTo(Cache.Verdict.GOOD);
    assertThat(cache.judge(v(10), v(11))).isEqualTo(Cache.Verdict.OLDER_THAN_ASKED);
    assertThat(cache.judge(v(10), new Version(E2, 11))).isEqualTo(Cache.Verdict.UNKNOWN_EPOCH);
    assertThat(cache.judge(new Version(E2, 12), v(11))).isEqualTo(Cache.Verdict.UNKNOWN_EPOCH);
  }

  // Database restored from a backup: the epoch changes.

  @Test
  void aRestoredDatabaseDropsWhatSawTheUndoneFuture() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    cache.fill(ROME, fill(tally("Rome", 1, 20), 20, 1));
    Poll restored =
        new Poll(
            Optional.of(v(10)),
            seconds(2),
            new Version(E2, 12),
            startedAnewAfter(11),
            false,
            List.of());
    assertThat(cache.onPoll(restored)).isEqualTo(new PollOutcome.Reconciled(List.of(ROME)));
    assertThat(cache.lookup(GAUL, Optional.of(v(20)), seconds(2)))
        .as("a min_version past the end of its epoch counts as absent")
        .isInstanceOf(Lookup.Hit.class);
    assertThat(cache.fill(ROME, fill(tally("Rome", 1, 20), 20, 1.9)))
        .contains(Refusal.NOT_IN_LINEAGE);
    assertThat(cache.fill(ROME, new Fill(tally("Rome", 0, 3), new Version(E2, 12), seconds(2))))
        .isEmpty();
  }

  @Test
  void anotherHistoryFlushesEverything() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    Poll other =
        new Poll(
            Optional.of(v(10)),
            seconds(2),
            new Version(E2, 7),
            new Lineage(List.of(new Lineage.Epoch(E2, 1))),
            true,
            List.of());
    assertThat(cache.onPoll(other)).isEqualTo(new PollOutcome.Flushed(List.of(GAUL)));
    assertThat(cache.standing(v(10))).isEqualTo(Cache.Standing.UNKNOWN);
  }

  @Test
  void aDatabaseThatOnlyRestartedDropsNothing() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    Poll restarted =
        new Poll(
            Optional.of(v(10)),
            seconds(2),
            new Version(E2, 10),
            startedAnewAfter(10),
            false,
            List.of());
    assertThat(cache.onPoll(restarted)).isEqualTo(new PollOutcome.Reconciled(List.of()));
    assertThat(cache.lookup(GAUL, Optional.of(new Version(E2, 10)), seconds(2)))
        .isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void aWriteOfAnEpochNotHeardOfDropsItsItem() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    Change ahead = new Change(ItemKey.tally("Gaul"), new Version(E2, 11));
    assertThat(cache.invalidate(List.of(ahead), seconds(2))).containsExactly(GAUL);
    assertThat(cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1.9)))
        .contains(Refusal.INVALIDATED_SINCE);
  }

  // An invalidation that was lost.

  @Test
  void aLostInvalidationIsMadeUpForByThePoll() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    assertThat(cache.onPoll(poll(10, 12, 5, tallyOf("Gaul", 11))))
        .isEqualTo(new PollOutcome.Reconciled(List.of(GAUL)));
  }

  // Age counts from the sending of the poll; a stopped front-end that continues.

  @Test
  void ageCountsFromTheSendingOfThePoll() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    cache.onPoll(poll(10, 10, 4));
    assertThat(cache.lookup(GAUL, Optional.empty(), seconds(7)))
        .isEqualTo(
            new Lookup.Hit(
                tally("Gaul", 1, 9), new Freshness(false, Duration.ofSeconds(3)), v(10)));
    assertThat(cache.lookup(GAUL, Optional.empty(), seconds(7) + 1))
        .isEqualTo(
            new Lookup.Hit(
                tally("Gaul", 1, 9),
                new Freshness(true, Duration.ofSeconds(3).plusNanos(1)),
                v(10)));
  }

  @Test
  void whatAStoppedFrontEndHeldIsStaleWhenItContinues() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    cache.onPoll(poll(10, 10, 2));
    assertThat(cache.lookup(GAUL, Optional.empty(), seconds(62)))
        .isEqualTo(
            new Lookup.Hit(
                tally("Gaul", 1, 9), new Freshness(true, Duration.ofSeconds(60)), v(10)));
  }

  // Bounds.

  @Test
  void theLeastRecentlyReadEntryGoesFirst() {
    Cache small = new Cache(new CacheLimits(Duration.ofSeconds(3), 2, 100));
    small.onPoll(firstPoll(10, 0));
    small.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    small.fill(ROME, fill(tally("Rome", 1, 9), 10, 1));
    small.lookup(GAUL, Optional.empty(), seconds(2));
    small.fill(TABLE, fill(table(9), 10, 1));
    assertThat(small.clear()).containsExactly(GAUL, TABLE);
  }

  @Test
  void clearDropsAllAndTellsWhat() {
    cache.fill(GAUL, fill(tally("Gaul", 1, 9), 10, 1));
    assertThat(cache.clear()).containsExactly(GAUL);
    assertThat(cache.size()).isZero();
    assertThat(cache.lineage()).contains(lineage());
  }
}
