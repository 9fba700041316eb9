package olympics.pygmy.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final long MS = 1_000_000;
  private static final Timing TIMING = Timing.DEFAULT;

  private final BackEnds backEnds = new BackEnds(2, TIMING);
  private final SplittableRandom random = new SplittableRandom(7);
  private final Routing routing = new Routing(backEnds, random);
  private final RetryBudget budget = new RetryBudget(0);

  private Journey arrives(CallKind kind, long now) {
    Journey journey = new Journey(kind, backEnds.count(), TIMING, now);
    journey.look(backEnds.arrival(), now);
    return journey;
  }

  private void probesBegin(long now) {
    for (int b = 0; b < backEnds.count(); b++) {
      if (backEnds.isProbeDue(b)) {
        backEnds.probeBegan(b, now);
      }
    }
  }

  @Test
  void requestWaitsUntilAllHaveAnswered() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    assertThat(routing.choose(read, MS)).isEqualTo(Choice.WAIT);
    backEnds.probeAnswered(0, true, MS);
    assertThat(routing.choose(read, MS)).isEqualTo(Choice.WAIT);
    backEnds.probeAnswered(1, true, 2 * MS);
    assertThat(routing.choose(read, 2 * MS)).isInstanceOf(Choice.Forward.class);
  }

  @Test
  void requestGoesToTheReadyOneWhenTheGraceIsOver() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeAnswered(1, true, MS);
    assertThat(routing.choose(read, 10 * MS - 1)).isEqualTo(Choice.WAIT);
    assertThat(routing.choose(read, 10 * MS)).isEqualTo(new Choice.Forward(1));
  }

  @Test
  void graceGrowsWithTheProbeTimeOfTheSlowest() {
    assertThat(backEnds.graceNanos()).isEqualTo(10 * MS);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      arrives(CallKind.READ, now);
      probesBegin(now);
      backEnds.probeAnswered(0, true, now + MS);
      now += 20 * MS;
      backEnds.probeAnswered(1, true, now);
    }
    assertThat(backEnds.graceNanos()).isBetween(58 * MS, 60 * MS);
  }

  @Test
  void refusedFrontEndIsNotWaitedFor() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeRefused(0);
    backEnds.probeAnswered(1, true, MS);
    assertThat(routing.choose(read, MS)).isEqualTo(new Choice.Forward(1));
  }

  @Test
  void nobodyIsThereWhenAllRefuse() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeRefused(0);
    assertThat(routing.choose(read, MS)).isEqualTo(Choice.WAIT);
    backEnds.probeRefused(1);
    assertThat(routing.choose(read, MS)).isEqualTo(Choice.NOBODY);
    assertThat(read.nobodyLeft()).isEqualTo(Step.GIVE_UP);
  }

  @Test
  void silentFrontEndIsSuspectForEveryLaterRequestAtOnce() {
    arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeAnswered(1, true, MS);
    assertThat(backEnds.becomesSuspect(0, 149 * MS)).isFalse();
    assertThat(backEnds.becomesSuspect(0, 150 * MS)).isTrue();
    assertThat(backEnds.becomesSuspect(0, 151 * MS)).isFalse();

    Journey later = arrives(CallKind.READ, 200 * MS);
    probesBegin(200 * MS);
    backEnds.probeAnswered(1, true, 201 * MS);
    assertThat(routing.choose(later, 201 * MS)).isEqualTo(new Choice.Forward(1));
  }

  @Test
  void suspectsAreWaitedForWhenThereIsNobodyElse() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeRefused(1);
    assertThat(backEnds.becomesSuspect(0, 150 * MS)).isTrue();
    assertThat(routing.choose(read, 150 * MS)).isEqualTo(Choice.WAIT);
    assertThat(read.isOver(4_999 * MS)).isFalse();
    assertThat(read.isOver(5_000 * MS)).isTrue();
  }

  @Test
  void suspectThatAnswersServesAtOnce() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeRefused(1);
    assertThat(backEnds.becomesSuspect(0, 150 * MS)).isTrue();
    backEnds.probeAnswered(0, true, 700 * MS);
    assertThat(routing.choose(read, 700 * MS)).isEqualTo(new Choice.Forward(0));
  }

  @Test
  void givenUpProbeLeavesItsFrontEndSuspectAndIsRepeated() {
    arrives(CallKind.READ, 0);
    probesBegin(0);
    assertThat(backEnds.isProbeOverdue(0, 999 * MS)).isFalse();
    assertThat(backEnds.isProbeOverdue(0, 1000 * MS)).isTrue();
    backEnds.probeGivenUp(0);
    assertThat(backEnds.lastKnown(0)).isEqualTo(Standing.SUSPECT);
    assertThat(backEnds.isProbeDue(0)).isTrue();
  }

  @Test
  void writeNeverGoesToOneThatIsNotReady() {
    Journey write = arrives(CallKind.WRITE, 0);
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeAnswered(0, false, MS);
    assertThat(routing.choose(write, 11 * MS)).isEqualTo(Choice.WAIT);
    assertThat(routing.choose(read, 11 * MS)).isEqualTo(Choice.WAIT);
    backEnds.probeRefused(1);
    assertThat(routing.choose(write, 11 * MS)).isEqualTo(Choice.NOBODY);
    assertThat(routing.choose(read, 11 * MS)).isEqualTo(new Choice.Forward(0));
  }

  @Test
  void readPrefersTheReadyToTheNotReady() {
    for (int i = 0; i < 50; i++) {
      Journey read = arrives(CallKind.READ, i * MS);
      probesBegin(i * MS);
      backEnds.probeAnswered(0, false, i * MS);
      backEnds.probeAnswered(1, true, i * MS);
      assertThat(routing.choose(read, i * MS)).isEqualTo(new Choice.Forward(1));
    }
  }

  @Test
  void attemptsAlternateOverTheLive() {
    Journey read = arrives(CallKind.READ, 0);
    int first = forward(read, 0);
    assertThat(read.ended(first, Outcome.SILENT, MS, budget, random)).isEqualTo(Step.TRY_AGAIN);
    read.look(backEnds.arrival(), MS);
    int second = forward(read, MS);
    assertThat(second).isEqualTo(1 - first);
  }

  @Test
  void repeatGoesToWhereItWasTriedLeastEvenIfTheOthersPauseIsOver() {
    for (int run = 0; run < 50; run++) {
      Journey read = arrives(CallKind.READ, 0);
      int first = forward(read, 0);
      read.ended(first, Outcome.CLOSED, 0, new RetryBudget(0), random);
      long later = read.notBefore(first) + MS;
      read.look(backEnds.arrival(), later);
      int second = forward(read, later);
      assertThat(second).isEqualTo(1 - first);
      read.ended(second, Outcome.CLOSED_UNANSWERED, later, new RetryBudget(0), random);
      read.look(backEnds.arrival(), later);
      assertThat(forward(read, later)).as("tried as often, but not last").isEqualTo(first);
    }
  }

  @Test
  void onlyOneThatIsLeftIsTriedAgainAfterAPause() {
    Journey read = arrives(CallKind.READ, 0);
    probesBegin(0);
    backEnds.probeRefused(1);
    backEnds.probeAnswered(0, true, 0);
    assertThat(routing.choose(read, 0)).isEqualTo(new Choice.Forward(0));
    read.forwarded(0);
    assertThat(read.ended(0, Outcome.CLOSED, 0, budget, random)).isEqualTo(Step.TRY_AGAIN);
    read.look(backEnds.arrival(), 0);
    probesBegin(0);
    backEnds.probeRefused(1);
    backEnds.probeAnswered(0, true, 0);
    Choice choice = routing.choose(read, 0);
    assertThat(choice).isInstanceOf(Choice.Pause.class);
    long until = ((Choice.Pause) choice).untilNanos();
    assertThat(until).isBetween(50 * MS, 200 * MS);
    assertThat(routing.choose(read, until)).isEqualTo(new Choice.Forward(0));
  }

  @Test
  void frontEndWithoutDatabaseIsNotAskedAgain() {
    Journey write = arrives(CallKind.WRITE, 0);
    int first = forward(write, 0);
    Step step = write.ended(first, Outcome.DATABASE_AWAY, MS, budget, random);
    assertThat(step).isEqualTo(Step.TRY_AGAIN);
    write.look(backEnds.arrival(), MS);
    int second = forward(write, MS);
    assertThat(second).isNotEqualTo(first);
    step = write.ended(second, Outcome.DATABASE_AWAY, MS, budget, random);
    assertThat(step).isEqualTo(Step.TRY_AGAIN);
    write.look(backEnds.arrival(), MS);
    assertThat(routing.choose(write, MS)).isEqualTo(Choice.NOBODY);
    assertThat(write.nobodyLeft()).isEqualTo(Step.PASS_ON);
  }

  private int forward(Journey journey, long now) {
    probesBegin(now);
    for (int b = 0; b < backEnds.count(); b++) {
      backEnds.probeAnswered(b, true, now);
    }
    int chosen = ((Choice.Forward) routing.choose(journey, now)).backEnd();
    journey.forwarded(chosen);
    return chosen;
  }

  @Test
  void choiceIsUniformWhileAllAreHealthy() {
    int n = 5;
    int rounds = 50_000;
    BackEnds five = new BackEnds(n, TIMING);
    Routing choosing = new Routing(five, new SplittableRandom(20_240_727));
    int[] chosen = new int[n];
    for (int i = 0; i < rounds; i++) {
      Journey read = new Journey(CallKind.READ, n, TIMING, 0);
      read.look(five.arrival(), 0);
      for (int b = 0; b < n; b++) {
        five.probeBegan(b, 0);
        five.probeAnswered(b, true, 0);
      }
      chosen[((Choice.Forward) choosing.choose(read, 0)).backEnd()]++;
    }
    // The 99.9th percentile of chi-square with 4 degrees of freedom.
    assertThat(chiSquare(chosen, rounds)).isLessThan(18.47);
    // The measure itself notices a share that is off by three in a hundred.
    assertThat(chiSquare(new int[] {10_300, 9_700, 10_300, 9_700, 10_000}, rounds))
        .isGreaterThan(18.47);
  }

  private static double chiSquare(int[] counts, int total) {
    double expected = (double) total / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
