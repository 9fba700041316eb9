package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.clock.core.RoundTag;
import olympics.cluster.ControlMessages.Answer;
import olympics.cluster.ControlMessages.Call;
import olympics.cluster.ControlMessages.Correction;
import olympics.cluster.ControlMessages.Greeting;
import olympics.cluster.ControlMessages.Leader;
import olympics.election.core.ElectionReply;
import olympics.election.core.Term;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.wire.MalformedAnswerException;
import org.junit.jupiter.api.Test;

class ControlMessagesTest {
  private static final ProcessId ID = new ProcessId(1, "0123456789abcdef".repeat(2));
  private static final Address HERE = new Address("localhost", 8002);
  private static final Term TERM = new Term(7, ID);

  @Test
  void messagesReadAsTheyAreWritten() {
    Peer self = new Peer(HERE, ID, Role.FRONT_END, Map.of("cache", "push"));
    Greeting lonely = new Greeting(self, Optional.empty());
    Greeting led = new Greeting(self, Optional.of(new Leader(TERM, HERE)));
    assertThat(Greeting.of(lonely.toWire())).isEqualTo(lonely);
    assertThat(Greeting.of(led.toWire())).isEqualTo(led);
    Call call = new Call(TERM, HERE);
    assertThat(Call.of(call.toWire())).isEqualTo(call);
    for (ElectionReply.Kind kind : ElectionReply.Kind.values()) {
      Answer answer = new Answer(new ElectionReply(kind, TERM), ID, HERE);
      assertThat(Answer.of(answer.toWire())).isEqualTo(answer);
    }
    Correction correction = new Correction(new RoundTag(TERM, 3), -60_000_000_123L, "kept=3 of 3");
    assertThat(Correction.of(correction.toWire())).isEqualTo(correction);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Greeting.of("hello")).isInstanceOf(MalformedAnswerException.class);
    assertThatThrownBy(() -> Answer.of(Map.of("answer", "maybe", "term", "x", "address", "y")))
        .isInstanceOf(MalformedAnswerException.class);
    assertThatThrownBy(() -> Call.of(List.of("7", "localhost:1")))
        .isInstanceOf(IllegalArgumentException.class);
    for (double bad : List.of(Double.NaN, 1e300, Double.NEGATIVE_INFINITY)) {
      Map<String, Object> wire =
          new HashMap<>(new Correction(new RoundTag(TERM, 3), 1, "").toWire());
      wire.put("delta_seconds", bad);
      assertThatThrownBy(() -> Correction.of(wire)).hasMessageContaining("not a time");
    }
  }
}
