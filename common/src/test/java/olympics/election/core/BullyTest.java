package olympics.election.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.election.core.ElectionAction.Announce;
import olympics.election.core.ElectionAction.AskAll;
import olympics.election.core.ElectionAction.Follow;
import olympics.election.core.ElectionAction.Lead;
import olympics.election.core.ElectionAction.Lost;
import olympics.election.core.ElectionAction.Reason;
import olympics.election.core.ElectionAction.Resigned;
import olympics.election.core.ElectionAction.StepDown;
import olympics.election.core.ElectionReply.Kind;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;

class BullyTest {
  private static final ProcessId LOW = process(0);
  private static final ProcessId SELF = process(1);
  private static final ProcessId HIGH = process(2);
  private static final ProcessId HIGHEST = process(3);
  private static final Term NONE = Term.none(SELF);
  private static final Term FIRST = new Term(1, SELF);

  private final Bully bully = bully(false, Rules.ALL);

  @Test
  void searchesAndElectsNobodyUntilItHasMetAPeer() {
    assertThat(bully.tick(at(100_000))).isEmpty();
    assertThat(bully.isSearching()).isTrue();
    assertThat(bully.onMet(LOW, Optional.empty(), at(100_001))).containsExactly(ask(1));
    assertThat(bully.isSearching()).isFalse();
  }

  @Test
  void leadsAtOnceWhenEveryPeerHasAnsweredWithoutObjection() {
    bully.onMet(LOW, Optional.empty(), at(0));
    assertThat(bully.onElectionReply(1, LOW, reply(Kind.NACK, new Term(4, LOW)), at(1))).isEmpty();
    Term term = new Term(5, SELF);
    assertThat(bully.onAllAnswered(1, at(2))).containsExactly(new Lead(term), new Announce(term));
    assertThat(bully.leader(at(2))).contains(term);
    assertThat(bully.tick(at(500))).isEmpty();
    assertThat(bully.tick(at(1002))).containsExactly(new Announce(term));
  }

  @Test
  void leadsWhenNobodyAnswersInTime() {
    bully.onMet(LOW, Optional.empty(), at(0));
    assertThat(bully.tick(at(999))).isEmpty();
    assertThat(bully.tick(at(1000))).containsExactly(new Lead(FIRST), new Announce(FIRST));
  }

  @Test
  void electsAgainWhenTheHigherProcessThatAnsweredOkNeverAnnouncesItself() {
    assertThat(afterOkAndSilence(Rules.ALL)).containsExactly(ask(2));
    assertThat(afterOkAndSilence(new Rules(true, true, true, false, true)))
        .as("planted: no retry")
        .isEmpty();
  }

  private static List<ElectionAction> afterOkAndSilence(Rules rules) {
    Bully bully = bully(false, rules);
    bully.onMet(HIGH, Optional.empty(), at(0));
    bully.onElectionReply(1, HIGH, reply(Kind.OK, NONE), at(1));
    assertThat(bully.onAllAnswered(1, at(2))).isEmpty();
    assertThat(bully.tick(at(2001))).isEmpty();
    return bully.tick(at(2002));
  }

  @Test
  void staysDetachedAfterAVetoAndRetriesAfterALease() {
    bully.onMet(LOW, Optional.empty(), at(0));
    bully.onElectionReply(1, LOW, reply(Kind.VETO, NONE), at(1));
    assertThat(bully.onAllAnswered(1, at(2))).isEmpty();
    assertThat(bully.tick(at(3001))).isEmpty();
    assertThat(bully.tick(at(3002))).containsExactly(ask(2));
  }

  @Test
  void whoObjectedAndIsSilentInTheNextRoundIsBelievedToObjectOnce() {
    bully.onMet(LOW, Optional.empty(), at(0));
    bully.onElectionReply(1, LOW, reply(Kind.VETO, NONE), at(1));
    bully.onAllAnswered(1, at(2));
    bully.tick(at(3002));
    assertThat(bully.onAllAnswered(2, at(3003))).as("silent").isEmpty();
    assertThat(bully.tick(at(6003))).containsExactly(ask(3));
    assertThat(bully.onAllAnswered(3, at(6004)))
        .as("silent again")
        .containsExactly(new Lead(FIRST), new Announce(FIRST));
  }

  @Test
  void lateAnswersOfAnEarlierRoundChangeNothing() {
    bully.onMet(LOW, Optional.empty(), at(0));
    bully.onElectionReply(1, LOW, reply(Kind.VETO, NONE), at(1));
    bully.onAllAnswered(1, at(2));
    bully.tick(at(3002));
    assertThat(bully.onElectionReply(1, LOW, reply(Kind.VETO, NONE), at(3003))).isEmpty();
    assertThat(bully.onAllAnswered(1, at(3004))).isEmpty();
    bully.onElectionReply(2, LOW, reply(Kind.NACK, NONE), at(3004));
    assertThat(bully.onAllAnswered(2, at(3005)))
        .containsExactly(new Lead(FIRST), new Announce(FIRST));
  }

  @Test
  void answersOkToALowerCandidateAndElectsItself() {
    Answered answered = bully.onElection(LOW, Term.none(LOW), at(0));
    assertThat(answered.reply().kind()).isEqualTo(Kind.OK);
    assertThat(answered.actions()).containsExactly(ask(1));
    assertThat(bully.onElection(LOW, Term.none(LOW), at(1)).actions()).isEmpty();
  }

  @Test
  void vetoesACandidateBelowTheLeaderItHears() {
    Term term = new Term(7, HIGHEST);
    bully.onHeartbeat(term, at(0));
    assertThat(bully.onElection(HIGH, NONE, at(2999)))
        .isEqualTo(new Answered(reply(Kind.VETO, term), List.of()));
    assertThat(bully.onElection(HIGH, NONE, at(3000)).reply().kind())
        .as("once the lease is over")
        .isEqualTo(Kind.NACK);
  }

  @Test
  void aLeaderAnswersACandidateAsWithAHeartbeat() {
    lead();
    assertThat(bully.onElection(HIGH, NONE, at(10)))
        .isEqualTo(new Answered(reply(Kind.LEADER, FIRST), List.of()));
    Bully candidate = new Bully(HIGH, false, ElectionTimings.STANDARD, at(0));
    candidate.onMet(LOW, Optional.empty(), at(0));
    assertThat(candidate.onElectionReply(1, LOW, reply(Kind.LEADER, FIRST), at(10)))
        .containsExactly(new Follow(FIRST, false));
  }

  @Test
  void aNewcomerAcknowledgesTheLeaderInOffice() {
    Term term = new Term(3, LOW);
    assertThat(bully.onMet(HIGH, Optional.of(term), at(0))).isEmpty();
    assertThat(bully.leader(at(0))).as("hearsay only").isEmpty();
    assertThat(bully.onMet(LOW, Optional.of(term), at(5))).containsExactly(new Follow(term, true));
    assertThat(bully.leader(at(3004))).contains(term);
    assertThat(bully.leader(at(3005))).as("its lease is over").isEmpty();
  }

  @Test
  void aNewcomerElectsWhenTheLeaderItWasToldOfStaysSilent() {
    bully.onMet(HIGH, Optional.of(new Term(3, LOW)), at(0));
    assertThat(bully.tick(at(2999))).isEmpty();
    assertThat(bully.tick(at(3000))).containsExactly(ask(1));
  }

  @Test
  void aNewcomerTakesOverFromALowerLeaderIfItIsToldTo() {
    Bully newcomer = bully(true, Rules.ALL);
    Term term = new Term(3, LOW);
    assertThat(newcomer.onMet(LOW, Optional.of(term), at(0))).containsExactly(new AskAll(1, term));
    assertThat(newcomer.onElectionReply(1, LOW, reply(Kind.LEADER, term), at(1))).isEmpty();
    assertThat(newcomer.onHeartbeat(term, at(2)).actions()).isEmpty();
    Term mine = new Term(4, SELF);
    assertThat(newcomer.onAllAnswered(1, at(3)))
        .containsExactly(new Lead(mine), new Announce(mine));
  }

  @Test
  void electsWhenTheLeaderHasBeenSilentForALease() {
    Term term = new Term(7, HIGH);
    assertThat(bully.onHeartbeat(term, at(0)))
        .isEqualTo(new Answered(reply(Kind.FOLLOWS, term), List.of(new Follow(term, true))));
    assertThat(bully.onHeartbeat(term, at(1000)).actions()).isEmpty();
    assertThat(bully.tick(at(3999))).isEmpty();
    assertThat(bully.tick(at(4000))).containsExactly(new Lost(term), new AskAll(1, term));
  }

  @Test
  void anEarlierTermIsRefusedAndToldTheLaterOne() {
    Term later = new Term(7, HIGH);
    bully.onHeartbeat(later, at(0));
    assertThat(bully.onHeartbeat(new Term(6, HIGHEST), at(1)))
        .isEqualTo(new Answered(reply(Kind.STALE, later), List.of()));
  }

  @Test
  void aLeaderThatIsToldOfALaterTermStepsDownAndFollowsItsLeader() {
    lead();
    Term later = new Term(2, LOW);
    assertThat(bully.onHeartbeatReply(reply(Kind.STALE, later), at(10)))
        .containsExactly(new StepDown(FIRST, Reason.SUPERSEDED));
    assertThat(bully.onHeartbeat(later, at(11)).actions())
        .containsExactly(new Follow(later, false));
  }

  @Test
  void aLeaderThatIsToldOfALaterTermElectsAboveItWhenNobodyLeadsThat() {
    lead();
    Term later = new Term(9, LOW);
    bully.onHeartbeatReply(reply(Kind.STALE, later), at(10));
    assertThat(bully.tick(at(3010))).containsExactly(new AskAll(2, later));
    assertThat(bully.onAllAnswered(2, at(3011))).contains(new Lead(new Term(10, SELF)));
  }

  @Test
  void aLeaderThatWasStoppedIsNoLongerOneBeforeItActs() {
    lead();
    assertThat(bully.leads(at(3001))).isTrue();
    assertThat(bully.leads(at(3002))).as("asked for the time after it was stopped").isFalse();
    assertThat(bully.leader(at(3002))).isEmpty();
    assertThat(bully.onElection(LOW, NONE, at(60_000)).actions())
        .startsWith(new StepDown(FIRST, Reason.STALLED));

    Bully unchecked = bully(false, new Rules(true, true, true, true, false));
    lead(unchecked);
    assertThat(unchecked.leads(at(60_000))).as("planted: no stall check").isTrue();
  }

  @Test
  void aStoppedLeaderElectsAgainInsteadOfAnnouncingItself() {
    lead();
    assertThat(bully.tick(at(60_000)))
        .containsExactly(new StepDown(FIRST, Reason.STALLED), new AskAll(2, FIRST));
  }

  @Test
  void equalUidsAreOrderedByIncarnation() {
    ProcessId twin = new ProcessId(SELF.uid(), "0".repeat(32));
    assertThat(bully.onElection(twin, Term.none(twin), at(0)).reply().kind()).isEqualTo(Kind.OK);
  }

  @Test
  void ownMessagesAreIgnored() {
    assertThat(bully.onElection(SELF, NONE, at(0)))
        .isEqualTo(new Answered(reply(Kind.NACK, NONE), List.of()));
    assertThat(bully.isSearching()).isTrue();
    lead();
    assertThat(bully.onHeartbeat(FIRST, at(5)).actions()).isEmpty();
    assertThat(bully.leads(at(5))).isTrue();
  }

  @Test
  void aLeaderThatResignsLeadsNoMoreAndItsFollowersElectAtOnce() {
    bully.onMet(LOW, Optional.empty(), at(0));
    assertThat(bully.resign(at(1))).as("one that does not lead").isEmpty();
    bully.onAllAnswered(1, at(1));
    assertThat(bully.resign(at(2))).contains(FIRST);
    assertThat(bully.leader(at(2))).isEmpty();
    assertThat(bully.tick(at(2000))).as("no heartbeat").isEmpty();

    Bully follower = bully(false, Rules.ALL);
    Term led = new Term(3, HIGH);
    follower.onHeartbeat(led, at(0));
    assertThat(follower.onResigned(new Term(2, HIGH), at(1))).as("an earlier term").isEmpty();
    assertThat(follower.onResigned(led, at(1)))
        .containsExactly(new Resigned(led), new AskAll(1, led));
    assertThat(follower.leader(at(1))).isEmpty();
  }

  @Test
  void termsReadAsTheyAreWritten() {
    Term term = new Term(12, process(-3));
    assertThat(Term.parse(term.toString())).isEqualTo(term);
    assertThatThrownBy(() -> Term.parse("twelve"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a term: 'twelve', expected number-uid-incarnation");
    assertThatThrownBy(() -> Term.parse("1-2-x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Term(-1, SELF)).isInstanceOf(IllegalArgumentException.class);
  }

  private void lead() {
    lead(bully);
  }

  private static void lead(Bully bully) {
    bully.onMet(LOW, Optional.empty(), at(0));
    bully.onAllAnswered(1, at(1));
    assertThat(bully.leads(at(1))).isTrue();
  }

  private static Bully bully(boolean takeover, Rules rules) {
    return new Bully(SELF, takeover, ElectionTimings.STANDARD, at(0), rules);
  }

  private static AskAll ask(int round) {
    return new AskAll(round, NONE);
  }

  private static ElectionReply reply(Kind kind, Term highest) {
    return new ElectionReply(kind, highest);
  }

  private static ProcessId process(int uid) {
    return new ProcessId(uid, String.format("%032x", 0xabcL + uid));
  }

  /** Monotonic time may begin anywhere, below zero too. */
  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos() - 5_000_000_000L;
  }
}
