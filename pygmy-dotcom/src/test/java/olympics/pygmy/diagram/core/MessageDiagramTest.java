package olympics.pygmy.diagram.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.wire.Methods;
import org.junit.jupiter.api.Test;

class MessageDiagramTest {
  private static final String ONE = "localhost:8002";
  private static final String DATABASE = "localhost:8000";

  private final Receipts receipts = new Receipts();
  private final MessageDiagram diagram = new MessageDiagram();

  private List<Message> round(Told... told) {
    for (Told each : told) {
      diagram.hear(each.process().uid() == 0 ? DATABASE : ONE, each);
    }
    return diagram.advance();
  }

  /** The clocks of both machines are wrong: the effect seems to come before its cause. */
  @Test
  void aWriteIsOneRequestFromTheBalancerToTheDatabase() {
    Receipt atFrontEnd = receipts.forwarded(1, Methods.SET_SCORE, "me/1", 100);
    Receipt atDatabase = receipts.passedOn(1, 0, Methods.SET_SCORE, Optional.of("me/1"), 50);
    List<Message> messages = round(receipts.told(0, atDatabase), receipts.told(1, atFrontEnd));

    assertThat(messages).extracting(Message::number).containsExactly(1L, 2L);
    assertThat(messages).extracting(Message::line).containsExactly(ONE, DATABASE);
    assertThat(messages.get(0).from().line()).isEqualTo(Place.BALANCER);
    assertThat(messages.get(0).cause()).isZero();
    assertThat(messages.get(1).from()).isEqualTo(new Place(ONE, "1-aaaaaaaa", 1));
    assertThat(messages.get(1).cause()).isEqualTo(1);
    assertThat(diagram.columns())
        .extracting(MessageDiagram.Column::name)
        .containsExactly("front-end 1", "database 0");
  }

  @Test
  void whatAnAnswerBroughtIsTold() {
    Receipt read = receipts.client(1, Methods.GET_SCORE, 1);
    Receipt fetch = receipts.server(1, 0, Methods.FETCH_SCORE, 2);
    receipts.answer(0, 1);
    Receipt next = receipts.client(1, Methods.GET_SCORE, 3);
    List<Message> messages = round(receipts.told(1, read, next), receipts.told(0, fetch));

    assertThat(messages).extracting(Message::receipt).containsExactly(read, fetch, next);
    assertThat(messages.get(1).learnt()).as("it came attached").isEmpty();
    assertThat(messages.get(2).learnt()).containsExactly(new Place(DATABASE, "0-aaaaaaaa", 1));
    assertThat(messages.get(2).from().line()).isEqualTo(Place.CLIENTS);
  }

  @Test
  void receiptsThatNobodyToldOfAreCounted() {
    Receipt first = receipts.client(1, Methods.GET_SCORE, 1);
    receipts.client(1, Methods.GET_SCORE, 2);
    receipts.client(1, Methods.GET_SCORE, 3);
    Receipt fourth = receipts.client(1, Methods.GET_SCORE, 4);
    assertThat(round(receipts.told(1, first, fourth)))
        .extracting(Message::missed)
        .containsExactly(0L, 2L);
  }

  @Test
  void aRestartedProcessIsANewLifeOnTheSameLine() {
    round(receipts.told(1, receipts.client(1, Methods.GET_SCORE, 1)));
    assertThat(diagram.after(ONE)).isEqualTo(1);
    receipts.restart(1, "b");
    assertThat(diagram.isKnownAt(ONE, receipts.id(1))).isFalse();
    Told told = receipts.told(1, receipts.client(1, Methods.GET_SCORE, 2));
    assertThat(round(told)).extracting(Message::reborn).containsExactly(true);
    assertThat(diagram.columns())
        .containsExactly(new MessageDiagram.Column(ONE, "front-end 1", "1-bbbbbbbb"));
    Told later = receipts.told(1, receipts.client(1, Methods.GET_SCORE, 3));
    assertThat(round(later)).extracting(Message::reborn).containsExactly(false);
  }

  @Test
  void aProcessThatAnswersAtTwoAddressesHasOneLine() {
    round(receipts.told(0, receipts.client(0, Methods.GET_SCORE, 1)));
    diagram.hear("localhost:8013", receipts.told(0, receipts.client(0, Methods.GET_SCORE, 2)));
    assertThat(diagram.advance()).extracting(Message::line).containsExactly(DATABASE);
    assertThat(diagram.columns())
        .extracting(MessageDiagram.Column::address)
        .containsExactly(DATABASE);

    receipts.restart(0, "b");
    diagram.hear("localhost:8013", receipts.told(0, receipts.client(0, Methods.GET_SCORE, 3)));
    assertThat(diagram.advance()).extracting(Message::line).containsExactly("localhost:8013");
    assertThat(diagram.columns())
        .extracting(MessageDiagram.Column::address)
        .containsExactly(DATABASE, "localhost:8013");
  }

  @Test
  void theFirstHeartbeatOfAnotherLeaderBelongsToTheElection() {
    List<Message> messages =
        round(
            receipts.told(
                0,
                receipts.server(1, 0, Methods.HEARTBEAT, 1),
                receipts.server(1, 0, Methods.HEARTBEAT, 2),
                receipts.server(2, 0, Methods.HEARTBEAT, 3),
                receipts.server(2, 0, Methods.HEARTBEAT, 4),
                receipts.server(1, 0, Methods.ELECT, 5),
                receipts.server(2, 0, Methods.HEARTBEAT, 6)));
    assertThat(messages)
        .extracting(Message::kind)
        .containsExactly(
            MessageKind.HEARTBEAT,
            MessageKind.HEARTBEAT,
            MessageKind.ELECTION,
            MessageKind.HEARTBEAT,
            MessageKind.ELECTION,
            MessageKind.ELECTION);
  }

  @Test
  void theNewestMessagesAreKept() {
    for (int i = 0; i < 3; i++) {
      Receipt[] some = new Receipt[MessageDiagram.KEPT / 2];
      for (int k = 0; k < some.length; k++) {
        some[k] = receipts.client(1, Methods.GET_SCORE, k);
      }
      round(receipts.told(1, some));
    }
    assertThat(diagram.messages()).hasSize(MessageDiagram.KEPT);
    assertThat(diagram.messages().get(0).number()).isEqualTo(MessageDiagram.KEPT / 2 + 1);
  }

  @Test
  void answersThatAreNoneAreRefused() {
    String life = "a".repeat(32);
    Map<String, Object> receipt =
        Map.of(
            "number",
            2.0,
            "method",
            Methods.GET_SCORE,
            "sender",
            "front-end 2-" + life,
            "attached",
            "2-" + life + "=7",
            "clock",
            "1-" + life + "=2,2-" + life + "=7",
            "time",
            1.5);
    Told told = Told.of(answer(life, receipt, 2));
    assertThat(told.receipts().get(0).sender()).map(Sender::process).hasValue(receipts.id(2));
    assertThat(told.receipts().get(0).requestId()).isEmpty();
    assertThatThrownBy(() -> Told.of(answer(life, receipt, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Told.of(answer("b".repeat(32), receipt, 2)))
        .as("counts of another life")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Told.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> answer(String life, Map<String, Object> receipt, int through) {
    return Map.of(
        "role",
        "front-end",
        "uid",
        1,
        "incarnation",
        life,
        "receipts",
        List.of(receipt),
        "through",
        (double) through);
  }
}
