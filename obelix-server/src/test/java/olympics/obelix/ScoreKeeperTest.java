package olympics.obelix;

import static olympics.obelix.HandDrivenDatabase.E2;
import static olympics.obelix.HandDrivenDatabase.changes;
import static olympics.obelix.HandDrivenDatabase.fault;
import static olympics.obelix.HandDrivenDatabase.gaul;
import static olympics.obelix.HandDrivenDatabase.noAnswer;
import static olympics.obelix.HandDrivenDatabase.restored;
import static olympics.obelix.HandDrivenDatabase.tally;
import static olympics.obelix.HandDrivenDatabase.v;
import static olympics.obelix.KeeperRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.rpc.FaultCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoreKeeperTest {
  private static final CacheKey GAUL = CacheKey.tally("Gaul");

  private KeeperRig rig = new KeeperRig(CacheMode.PUSH);

  @AfterEach
  void close() {
    rig.close();
  }

  private void use(CacheMode mode) {
    rig.close();
    rig = new KeeperRig(mode);
  }

  @Test
  void readsThatMissTogetherShareOneFetchAndLaterOnesHit() {
    var first = read();
    var second = read();
    assertThat(rig.database.fetches).hasSize(1);
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    var third = read();
    assertThat(golds(List.of(first, second, third))).containsExactly(1, 1, 1);
    assertThat(List.of(first, second, third))
        .as("whether from the cache; the second waited for the first one's fetch")
        .extracting(reading -> reading.join().cached())
        .containsExactly(false, false, true);
    assertThat(rig.database.fetches).isEmpty();
    assertThat(List.of(rig.keeper.hits(), rig.keeper.misses())).containsExactly(1L, 2L);
  }

  @Test
  void aReadAfterAWriteDoesNotWaitForAFetchThatBeganBeforeIt() {
    var before = read();
    rig.keeper.onWritten(new Change(ItemKey.tally("Gaul"), v(11)));
    var after = read();
    assertThat(rig.database.fetches).hasSize(2);
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertThat(after).isNotDone();
    rig.database.fetches.remove().complete(gaul(2, 11, 11));
    assertThat(golds(List.of(before, after, read()))).containsExactly(1, 2, 2);
  }

  @Test
  void anOldValueThatArrivesAfterANoticeIsNotKept() {
    var before = read();
    rig.keeper.onNotice(notice(2, 11));
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertThat(golds(List.of(before))).containsExactly(1);
    var after = read();
    assertThat(rig.database.fetches).hasSize(1);
    rig.database.fetches.remove().complete(gaul(2, 11, 11));
    assertThat(golds(List.of(after))).containsExactly(2);
  }

  @Test
  void afterANoticeThatLeavesNothingOutWhatItDoesNotNameIsTrueForItsVersion() {
    cached();
    rig.keeper.onNotice(notice("Rome", Optional.of(v(10)), 11));
    assertThat(golds(List.of(read(v(11))))).containsExactly(1);
    assertThat(rig.database.fetches).isEmpty();
    assertThat(rig.database.polls).isEmpty();
  }

  @Test
  void afterANoticeThatMayLeaveSomethingOutThePollIsSentAtOnce() {
    cached();
    rig.keeper.onNotice(notice("Rome", Optional.of(v(11)), 12));
    assertThat(rig.database.polls).hasSize(1);
    var asking = read(v(12));
    assertThat(asking).as("Gaul's tally may be what was left out").isNotDone();
    rig.pass(Duration.ofSeconds(1));
    rig.database.polls.remove().complete(changes(11));
    rig.database.fetches.remove().complete(gaul(1, 9, 12));
    assertThat(golds(List.of(asking, read(v(12))))).containsExactly(1, 1);
  }

  @Test
  void aNoticeWithoutABeginningMakesItPollToo() {
    rig.keeper.onNotice(notice(2, 11));
    assertThat(rig.database.polls).hasSize(1);
  }

  @Test
  void aReadThatAsksForANewerVersionIsFetchedAgainOnce() {
    var joined = read();
    rig.pass(Duration.ofMillis(1));
    var asking = read(v(11));
    assertThat(rig.database.fetches).hasSize(1);
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertThat(joined).isCompleted();
    assertThat(asking).isNotDone();
    rig.database.fetches.remove().complete(gaul(2, 11, 11));
    assertThat(golds(List.of(asking))).containsExactly(2);
  }

  @Test
  void aVersionThatWasNeverWrittenIsABadArgument() {
    var asking = read(v(1_000));
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertFault(asking, FaultCode.BAD_ARGUMENT);
  }

  @Test
  void aVersionOfAnUnknownEpochCountsAsAbsentOnceAPollDoesNotKnowItEither() {
    cached();
    var asking = read(new Version(E2, 3));
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertThat(asking).isNotDone();
    rig.database.polls.remove().complete(changes(10));
    assertThat(golds(List.of(asking, read(new Version(E2, 3))))).containsExactly(1, 1);
    assertThat(rig.database.polls).isEmpty();
  }

  @Test
  void aVersionOfANewEpochIsServedFromTheNewDatabase() {
    cached();
    var asking = read(new Version(E2, 11));
    rig.database.fetches.remove().complete(gaul(2, 10, new Version(E2, 11)));
    assertThat(rig.database.polls).as("the new epoch must be learnt").hasSize(1);
    rig.database.polls.remove().complete(restored(10));
    // One poll was asked for because of the fetch, another because of the read.
    rig.database.polls.forEach(poll -> poll.complete(restored(10)));
    assertThat(golds(List.of(asking))).containsExactly(2);
  }

  @Test
  void aMissIs503WhenTheDatabaseIsAway() {
    var asking = read();
    rig.database.fetches.remove().completeExceptionally(noAnswer());
    assertFault(asking, FaultCode.UNAVAILABLE);
  }

  @Test
  void theDatabasesOwnFaultIsPassedOn() {
    var asking = read();
    rig.database.fetches.remove().completeExceptionally(fault(FaultCode.NOT_FOUND));
    assertFault(asking, FaultCode.NOT_FOUND);
  }

  @Test
  void whatIsPastTheBoundIsFetchedAndServedFlaggedIfThatFails() {
    cached();
    rig.pass(Duration.ofHours(2));
    var asking = read();
    assertThat(asking).isNotDone();
    rig.database.fetches.remove().completeExceptionally(noAnswer());
    assertThat(asking.join().freshness().stale()).isTrue();
    assertThat(asking.join().freshness().age()).isEqualTo(Duration.ofHours(2));
    assertThat(asking.join().cached()).as("the database was asked, in vain").isTrue();
    assertThat(read().join().freshness().stale())
        .as("while the database is away, nobody waits for it")
        .isTrue();
    assertThat(rig.database.fetches).isEmpty();
  }

  @Test
  void whatIsPastTheBoundIsReplacedIfTheDatabaseAnswers() {
    cached();
    rig.pass(Duration.ofHours(2));
    var asking = read();
    rig.database.fetches.remove().complete(gaul(2, 11, 11));
    assertThat(golds(List.of(asking))).containsExactly(2);
    assertThat(asking.join().freshness().stale()).isFalse();
    assertThat(asking.join().cached()).as("there was something in the cache").isFalse();
  }

  @Test
  void ageCountsFromWhenThePollWasSentAndNotFromItsAnswer() {
    cached();
    rig.pass(Duration.ofSeconds(1));
    var poll = rig.keeper.poll();
    rig.pass(Duration.ofSeconds(5));
    rig.database.polls.remove().complete(changes(10));
    assertThat(poll).isCompleted();
    assertThat(read().join().freshness().age()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void inPullModeOnlyPollsInvalidate() {
    use(CacheMode.PULL);
    cached();
    rig.keeper.onWritten(new Change(ItemKey.tally("Gaul"), v(11)));
    rig.keeper.onPerhapsWritten(ItemKey.tally("Gaul"));
    rig.keeper.onNotice(notice(2, 11));
    assertThat(golds(List.of(read()))).containsExactly(1);
    assertThat(rig.heard).as("its tablets are told all the same").hasSize(1);
    rig.pass(Duration.ofSeconds(1));
    var poll = rig.keeper.poll();
    rig.database.polls.remove().complete(changes(11, new Change(ItemKey.tally("Gaul"), v(11))));
    assertThat(poll).isCompleted();
    assertThat(rig.heardChanges).hasSize(1);
    var asking = read();
    rig.database.fetches.remove().complete(gaul(2, 11, 11));
    assertThat(golds(List.of(asking))).containsExactly(2);
  }

  @Test
  void withoutACacheEveryReadAsksTheDatabase() {
    use(CacheMode.NONE);
    var first = read();
    var second = read();
    assertThat(rig.database.fetches).hasSize(2);
    rig.database.fetches.forEach(fetch -> fetch.complete(gaul(1, 9, 10)));
    rig.database.fetches.clear();
    assertThat(golds(List.of(first, second))).containsExactly(1, 1);
    assertThat(List.of(first.join().cached(), second.join().cached())).containsOnly(false);
    var third = read();
    assertThat(third).isNotDone();
  }

  @Test
  void aPollThatFailsIsFollowedByAnother() {
    var poll = rig.keeper.poll();
    rig.database.polls.remove().completeExceptionally(noAnswer());
    assertThat(poll).isCompletedExceptionally();
    assertThat(rig.link.away()).isTrue();
    var next = rig.keeper.poll();
    rig.database.polls.remove().complete(changes(10));
    assertThat(next).isCompleted();
    assertThat(rig.link.away()).isFalse();
  }

  private void cached() {
    var reading = read();
    rig.database.fetches.remove().complete(gaul(1, 9, 10));
    assertThat(reading).isCompleted();
  }

  private CompletableFuture<Reading> read() {
    return rig.keeper.read(GAUL, Optional.empty());
  }

  private CompletableFuture<Reading> read(Version minVersion) {
    return rig.keeper.read(GAUL, Optional.of(minVersion));
  }

  private static Notice notice(String team, Optional<Version> since, long number) {
    return new Notice(
        since, v(number), List.of(Notice.push(tally(team, 1, number))), List.of(), List.of());
  }

  private static Notice notice(int gold, long number) {
    return new Notice(
        Optional.empty(),
        v(number),
        List.of(Notice.push(tally("Gaul", gold, number))),
        List.of(),
        List.of());
  }

  private static List<Integer> golds(List<CompletableFuture<Reading>> readings) {
    return readings.stream()
        .map(reading -> ((CachedValue.Tally) reading.join().value()).team().gold())
        .toList();
  }
}
