package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import olympics.database.core.WriteDecision.Applied;
import olympics.database.core.WriteDecision.Conflict;
import olympics.database.core.WriteDecision.Execute;
import olympics.database.core.WriteDecision.Replay;
import olympics.games.core.RequestId;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteDecisionTest {
  private static final WriteResult RESULT =
      new WriteResult.TallyWritten(
          new Team("Gaul", 1, 0, 0, new Stamp(new Version("0".repeat(16), 10), Instant.EPOCH)));

  @Test
  void anIdThatIsNewIsExecuted() {
    assertThat(WriteDecision.decide(Optional.empty(), "a")).isEqualTo(new Execute());
  }

  @Test
  void theSameAskedAgainIsAnsweredAsBefore() {
    assertThat(WriteDecision.decide(Optional.of(new Applied("a", RESULT)), "a"))
        .isEqualTo(new Replay(RESULT));
  }

  @Test
  void anotherPayloadUnderTheSameIdIsAConflict() {
    assertThat(WriteDecision.decide(Optional.of(new Applied("a", RESULT)), "b"))
        .isEqualTo(new Conflict());
  }

  @ParameterizedTest
  @CsvSource({
    "w/5, 6, true",
    "w/5, 5, false",
    "w/5, 4, false",
    "w/0, 1, true",
    "w/9, 10, true",
    "w/5, , false",
    "w, 6, false",
    "w/05, 6, false",
    "a/b/5, 6, true",
  })
  void onlyALowerSequenceOfTheSameWriterIsSuperseded(String id, Long last, boolean superseded) {
    OptionalLong lastSequence = last == null ? OptionalLong.empty() : OptionalLong.of(last);
    assertThat(WriteDecision.isSuperseded(new RequestId(id), lastSequence)).isEqualTo(superseded);
  }
}
