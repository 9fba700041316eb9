package olympics.pygmy.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneyTest {
  private static final long MS = 1_000_000;

  private final RetryBudget budget = new RetryBudget(0);
  private final SplittableRandom random = new SplittableRandom(11);

  private static Journey journey(CallKind kind) {
    Journey journey = new Journey(kind, 2, Timing.DEFAULT, 0);
    journey.forwarded(0);
    return journey;
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERED,              PASS_ON,   PASS_ON",
    "REFUSED,               TRY_AGAIN, TRY_AGAIN",
    "BROKEN_WHILE_SENDING,  TRY_AGAIN, TRY_AGAIN",
    "CLOSED_UNANSWERED,     TRY_AGAIN, TRY_AGAIN",
    "CLOSED,                TRY_AGAIN, TRY_AGAIN",
    "SILENT,                TRY_AGAIN, TRY_AGAIN",
    "NO_ANSWER,             TRY_AGAIN, TRY_AGAIN",
    "DATABASE_AWAY,         TRY_AGAIN, TRY_AGAIN",
    "DATABASE_BUSY,         TRY_AGAIN, TRY_AGAIN",
    "COMMIT_UNKNOWN,        PASS_ON,   ASK_BY_ID",
  })
  void firstFailureIsFollowedAsTheTableSays(Outcome outcome, Step read, Step write) {
    assertThat(journey(CallKind.READ).ended(0, outcome, MS, budget, random)).isEqualTo(read);
    assertThat(journey(CallKind.SLOW).ended(0, outcome, MS, budget, random)).isEqualTo(read);
    assertThat(journey(CallKind.WRITE).ended(0, outcome, MS, budget, random)).isEqualTo(write);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED,               GIVE_UP, GIVE_UP,   false",
    "BROKEN_WHILE_SENDING,  GIVE_UP, ASK_BY_ID, true",
    "CLOSED_UNANSWERED,     GIVE_UP, ASK_BY_ID, true",
    "CLOSED,                GIVE_UP, ASK_BY_ID, true",
    "SILENT,                GIVE_UP, ASK_BY_ID, true",
    "NO_ANSWER,             GIVE_UP, ASK_BY_ID, true",
    "DATABASE_AWAY,         PASS_ON, PASS_ON,   false",
    "DATABASE_BUSY,         PASS_ON, PASS_ON,   false",
  })
  void fourthFailureIsTheLast(Outcome outcome, Step read, Step write, boolean unknown) {
    assertThat(lastStep(journey(CallKind.READ), outcome)).isEqualTo(read);
    Journey writing = journey(CallKind.WRITE);
    assertThat(lastStep(writing, outcome)).isEqualTo(write);
    assertThat(writing.mayBeExecuted()).isEqualTo(unknown);
  }

  private Step lastStep(Journey journey, Outcome outcome) {
    for (int attempt = 1; attempt < 4; attempt++) {
      assertThat(journey.ended(0, outcome, MS, budget, random)).isEqualTo(Step.TRY_AGAIN);
      journey.forwarded(0);
    }
    return journey.ended(0, outcome, MS, budget, random);
  }

  @Test
  void refusalAfterAnUnknownOutcomeDoesNotMakeItKnown() {
    Journey write = journey(CallKind.WRITE);
    assertThat(write.ended(0, Outcome.SILENT, MS, budget, random)).isEqualTo(Step.TRY_AGAIN);
    write.forwarded(1);
    Step step = write.ended(1, Outcome.DATABASE_AWAY, 4_000 * MS, budget, random);
    assertThat(step).isEqualTo(Step.ASK_BY_ID);
    assertThat(write.notKnownToBeApplied(4_100 * MS, budget)).isEqualTo(Step.GIVE_UP);
    assertThat(write.mayBeExecuted()).isTrue();
  }

  @Test
  void writeThatTheDatabaseDoesNotKnowAfterAFailedCommitIsSentAgain() {
    Journey write = journey(CallKind.WRITE);
    Step step = write.ended(0, Outcome.COMMIT_UNKNOWN, MS, budget, random);
    assertThat(step).isEqualTo(Step.ASK_BY_ID);
    assertThat(write.notKnownToBeApplied(MS, budget)).isEqualTo(Step.TRY_AGAIN);
    write.forwarded(1);
    assertThat(write.ended(1, Outcome.COMMIT_UNKNOWN, MS, budget, random))
        .as("asked only once")
        .isEqualTo(Step.TRY_AGAIN);
  }

  @Test
  void timeIsKeptForAskingWhatBecameOfAWrite() {
    assertThat(journey(CallKind.READ).isOver(4_999 * MS)).isFalse();
    assertThat(journey(CallKind.READ).isOver(5_000 * MS)).isTrue();
    assertThat(journey(CallKind.WRITE).isOver(3_999 * MS)).isFalse();
    assertThat(journey(CallKind.WRITE).isOver(4_000 * MS)).isTrue();
  }

  @Test
  void noAttemptBeginsAfterTheDeadline() {
    Journey read = journey(CallKind.READ);
    assertThat(read.ended(0, Outcome.CLOSED, 5_000 * MS, budget, random)).isEqualTo(Step.GIVE_UP);
  }

  @Test
  void noAttemptBeginsWithoutBudget() {
    for (int i = 0; i < 50; i++) {
      assertThat(budget.tryRetry(0)).isTrue();
    }
    Journey read = journey(CallKind.READ);
    assertThat(read.ended(0, Outcome.CLOSED, MS, budget, random)).isEqualTo(Step.GIVE_UP);
  }

  @Test
  void attemptMayTakeLongerWhenThereIsNobodyElse() {
    Journey read = journey(CallKind.READ);
    assertThat(read.isAttemptOver(0, false, true, 999 * MS)).isFalse();
    assertThat(read.isAttemptOver(0, false, true, 1_000 * MS)).isTrue();
    assertThat(read.isAttemptOver(0, false, false, 1_000 * MS)).isTrue();
    assertThat(read.isAttemptOver(0, true, true, 250 * MS)).isTrue();
    assertThat(read.isAttemptOver(0, true, false, 250 * MS)).isFalse();
    Journey write = journey(CallKind.WRITE);
    assertThat(write.isAttemptOver(0, false, true, 1_000 * MS)).isTrue();
    assertThat(write.isAttemptOver(0, false, false, 3_999 * MS)).isFalse();
    assertThat(write.isAttemptOver(0, false, false, 4_000 * MS)).isTrue();
  }

  @Test
  void closedIdleConnectionIsFollowedAtOnceButOnlyOnce() {
    Journey read = journey(CallKind.READ);
    read.ended(0, Outcome.CLOSED_UNANSWERED, MS, budget, random);
    assertThat(read.notBefore(0)).isZero();
    read.ended(0, Outcome.CLOSED_UNANSWERED, MS, budget, random);
    assertThat(read.notBefore(0)).isGreaterThanOrEqualTo(51 * MS);
  }

  @Test
  void pausesGrowWithinTheirBounds() {
    long longest = 0;
    for (int run = 0; run < 200; run++) {
      Journey read = journey(CallKind.READ);
      long[] most = {200 * MS, 400 * MS, 500 * MS};
      for (long bound : most) {
        read.ended(0, Outcome.CLOSED, 0, new RetryBudget(0), random);
        assertThat(read.notBefore(0)).isBetween(50 * MS, bound);
        longest = Math.max(longest, read.notBefore(0));
      }
    }
    assertThat(longest).isGreaterThan(400 * MS);
  }
}
