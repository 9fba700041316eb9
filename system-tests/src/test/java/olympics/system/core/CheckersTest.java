package olympics.system.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import olympics.games.core.Version;
import org.junit.jupiter.api.Test;

/** Every checker lets a clean history pass and catches a planted violation. */
class CheckersTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ExactlyOnceChecker.FinalState NOTHING =
      new ExactlyOnceChecker.FinalState(Set.of(), Map.of());

  @Test
  void aCleanHistoryOfWritesPasses() {
    var history =
        List.of(
            write(1, "a/1", Operation.Outcome.OK),
            write(2, "a/2", Operation.Outcome.UNKNOWN),
            write(3, "a/3", Operation.Outcome.UNKNOWN),
            write(4, "a/4", Operation.Outcome.FAILED));
    assertThat(ExactlyOnceChecker.check(history, state(Set.of("a/1", "a/2"), 2), NOTHING))
        .isEmpty();
  }

  @Test
  void aLostAcknowledgedWriteIsCaught() {
    assertThat(
            ExactlyOnceChecker.check(
                List.of(write(1, "a/1", Operation.Outcome.OK)), state(Set.of(), 0), NOTHING))
        .extracting(Violation::promise)
        .containsExactly("no acknowledged write is lost");
  }

  @Test
  void aRefusedWriteThatHappenedIsCaught() {
    assertThat(
            ExactlyOnceChecker.check(
                List.of(write(1, "a/1", Operation.Outcome.FAILED)),
                state(Set.of("a/1"), 1),
                NOTHING))
        .extracting(Violation::promise)
        .containsExactly("a refused write has no effect");
  }

  @Test
  void aWriteThatCountedTwiceIsCaught() {
    assertThat(
            ExactlyOnceChecker.check(
                List.of(write(1, "a/1", Operation.Outcome.OK)), state(Set.of("a/1"), 2), NOTHING))
        .extracting(Violation::promise)
        .containsExactly("each write takes effect exactly once");
  }

  @Test
  void aReadThatGoesBackIsCaughtAndOneOfAnotherClientIsNot() {
    List<Operation> clean = List.of(read(1, 1, 5), read(1, 2, 5), read(2, 3, 4), read(1, 4, 6));
    assertThat(SessionChecker.check(clean)).isEmpty();
    List<Operation> planted = List.of(read(1, 1, 5), read(1, 2, 4));
    assertThat(SessionChecker.check(planted)).hasSize(1);
  }

  @Test
  void aClientThatDoesNotReadItsOwnWriteIsCaught() {
    List<Operation> planted = List.of(write(7, "a/1", Operation.Outcome.OK), read(1, 9, 6));
    assertThat(SessionChecker.check(planted)).hasSize(1);
  }

  @Test
  void anUnflaggedReadPastTheBoundIsCaughtAndAFlaggedOneIsNot() {
    Operation write = write(7, "a/1", Operation.Outcome.OK);
    Duration bound = Duration.ofSeconds(3);
    assertThat(StalenessChecker.check(List.of(write, read(2, 9, 6)), bound)).isEmpty();
    assertThat(StalenessChecker.check(List.of(write, read(2, 12, 6)), bound)).hasSize(1);
    assertThat(StalenessChecker.check(List.of(write, read(2, 12, 7)), bound)).isEmpty();
    Operation flagged =
        new Operation.Read(2, 12 * SECOND, 12 * SECOND, "Gaul", 1, version(6), null, true);
    assertThat(StalenessChecker.check(List.of(write, flagged), bound)).isEmpty();
  }

  @Test
  void aTermThatBeginsTwiceIsCaught() {
    var first = new LeadershipChecker.Elected(3, "2-a");
    assertThat(
            LeadershipChecker.checkTerms(List.of(first, new LeadershipChecker.Elected(4, "2-a"))))
        .isEmpty();
    assertThat(LeadershipChecker.checkTerms(List.of(first, first))).hasSize(1);
  }

  @Test
  void serversThatNameTwoLeadersOrNoneAreCaught() {
    assertThat(LeadershipChecker.checkAgreement(Map.of("a", "x", "b", "x"))).isEmpty();
    assertThat(LeadershipChecker.checkAgreement(Map.of("a", "x", "b", "y"))).hasSize(1);
    assertThat(LeadershipChecker.checkAgreement(Map.of("a", "", "b", ""))).hasSize(1);
  }

  @Test
  void aClockThatGoesBackIsCaught() {
    assertThatCode(() -> ClockChecker.check(List.of())).doesNotThrowAnyException();
    assertThat(
            ClockChecker.check(
                List.of(
                    new ClockChecker.Reading("a", 1.0),
                    new ClockChecker.Reading("b", 0.5),
                    new ClockChecker.Reading("a", 1.0))))
        .isEmpty();
    assertThat(
            ClockChecker.check(
                List.of(new ClockChecker.Reading("a", 1.0), new ClockChecker.Reading("a", 0.9))))
        .hasSize(1);
  }

  private static Operation.Increment write(int second, String id, Operation.Outcome outcome) {
    return new Operation.Increment(
        1,
        second * SECOND,
        second * SECOND,
        id,
        "Gaul",
        outcome,
        outcome == Operation.Outcome.OK ? version(second) : null);
  }

  private static Operation.Read read(int client, int second, int number) {
    return new Operation.Read(
        client, second * SECOND, second * SECOND, "Gaul", 1, version(number), null, false);
  }

  private static Version version(long number) {
    return new Version("0123456789abcdef", number);
  }

  private static ExactlyOnceChecker.FinalState state(Set<String> ids, int medals) {
    return new ExactlyOnceChecker.FinalState(ids, Map.of("gaul", medals));
  }
}
