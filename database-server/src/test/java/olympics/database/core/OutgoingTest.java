package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Version;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private final Outgoing outgoing = new Outgoing();

  @Test
  void nothingIsSentBeforeSomethingChanged() {
    assertThat(outgoing.next()).isEmpty();
  }

  @Test
  void whileAMessageIsUnderWayOnlyTheNewestValueOfAnItemWaits() {
    outgoing.committed(version(1), List.of(score("curling", 1)), false);
    assertThat(outgoing.next())
        .contains(new Outgoing.Message(version(1), List.of(score("curling", 1))));
    outgoing.committed(version(2), List.of(score("curling", 2)), false);
    outgoing.committed(version(3), List.of(score("CURLING", 3)), false);
    assertThat(outgoing.next()).isEmpty();
    outgoing.ended();
    assertThat(outgoing.next())
        .contains(new Outgoing.Message(version(3), List.of(score("CURLING", 3))));
    outgoing.ended();
    assertThat(outgoing.next()).isEmpty();
  }

  @Test
  void newsOfTabletsAloneIsAMessageWithoutItems() {
    outgoing.committed(version(1), List.of(), true);
    assertThat(outgoing.next()).contains(new Outgoing.Message(version(1), List.of()));
    outgoing.ended();
    assertThat(outgoing.next()).isEmpty();
  }

  @Test
  void manyItemsAreSplitIntoMessagesAndTheOldestAreForgottenPastTheBound() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < Outgoing.MAX_PENDING + 50; i++) {
      items.add(score("event " + i, i));
    }
    outgoing.committed(version(1), items, false);
    List<Item> sent = new ArrayList<>();
    for (var message = outgoing.next(); message.isPresent(); message = outgoing.next()) {
      assertThat(message.get().items()).hasSizeLessThanOrEqualTo(Outgoing.MAX_PER_MESSAGE);
      sent.addAll(message.get().items());
      outgoing.ended();
    }
    assertThat(sent).isEqualTo(items.subList(50, items.size()));
  }

  private static Version version(long number) {
    return new Version("0".repeat(16), number);
  }

  private static Item score(String event, long number) {
    return new Item.Score(
        new OlympicEvent(event, "" + number, new Stamp(version(number), Instant.EPOCH)));
  }
}
