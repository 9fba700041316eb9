package olympics.database.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Version;
import olympics.process.core.Address;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private final Outgoing outgoing = new Outgoing();

  @Test
  void nothingIsSentBeforeSomethingChanged() {
    assertThat(outgoing.next()).isEmpty();
  }

  @Test
  void whileAMessageIsUnderWayOnlyTheNewestValueOfAnItemWaits() {
    outgoing.committed(version(1), List.of(score("curling", 1)), Map.of());
    assertThat(outgoing.next()).contains(message(Optional.empty(), 1, score("curling", 1)));
    outgoing.committed(version(2), List.of(score("curling", 2)), Map.of());
    outgoing.committed(version(3), List.of(score("CURLING", 3)), Map.of());
    assertThat(outgoing.next()).isEmpty();
    outgoing.ended(true, version(1));
    assertThat(outgoing.next()).contains(message(Optional.of(version(1)), 3, score("CURLING", 3)));
    outgoing.ended(true, version(3));
    assertThat(outgoing.next()).isEmpty();
  }

  @Test
  void afterAMessageThatWasNotAnsweredTheNextOneAdmitsThatSomethingMayBeMissing() {
    acknowledge(1);
    assertThat(send(2).since()).contains(version(1));
    outgoing.ended(false, version(2));
    assertThat(send(3).since()).isEmpty();
    outgoing.ended(true, version(3));
    assertThat(send(4).since()).contains(version(3));
  }

  @Test
  void whatLeavesSomeForTheNextMessageLeavesTheFrontEndWhereItIs() {
    acknowledge(1);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < Outgoing.MAX_PER_MESSAGE + 1; i++) {
      items.add(score("event " + i, 2 + i));
    }
    outgoing.committed(version(300), items, Map.of());
    Outgoing.Message first = outgoing.next().orElseThrow();
    assertThat(List.of(first.since().orElseThrow(), first.through()))
        .containsExactly(version(1), version(1));
    outgoing.ended(true, first.through());
    Outgoing.Message second = outgoing.next().orElseThrow();
    assertThat(List.of(second.since().orElseThrow(), second.through()))
        .containsExactly(version(1), version(300));
  }

  @Test
  void ifAPartWasLostTheRestDoesNotClaimToBeWhole() {
    acknowledge(1);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 2 * Outgoing.MAX_PER_MESSAGE + 1; i++) {
      items.add(score("event " + i, 2 + i));
    }
    outgoing.committed(version(900), items, Map.of());
    outgoing.ended(false, outgoing.next().orElseThrow().through());
    Outgoing.Message second = outgoing.next().orElseThrow();
    assertThat(second.since()).isEmpty();
    outgoing.ended(true, second.through());
    assertThat(outgoing.next().orElseThrow().since()).isEmpty();
  }

  @Test
  void newsOfTabletsGoesBeforeTheItems() {
    Address tablet = new Address("127.0.0.1", 8005);
    outgoing.committed(
        version(1),
        List.of(score("curling", 1)),
        Map.of(tablet, Optional.of(registration(tablet, 1))));
    outgoing.committed(version(1), List.of(), Map.of(tablet, Optional.empty()));
    assertThat(outgoing.next().orElseThrow())
        .returns(Map.of(tablet, Optional.empty()), Outgoing.Message::tablets)
        .returns(List.of(), Outgoing.Message::items);
    outgoing.ended(true, version(1));
    assertThat(outgoing.next()).contains(message(Optional.empty(), 1, score("curling", 1)));
  }

  @Test
  void manyTabletsAreSplitByWhatTheyFollow() {
    Map<Address, Optional<Registration>> tablets = new LinkedHashMap<>();
    for (int i = 0; i < 250; i++) {
      Address tablet = new Address("127.0.0.1", 9_000 + i);
      tablets.put(tablet, Optional.of(registration(tablet, i < 10 ? 1_000 : 5)));
    }
    outgoing.committed(version(1), List.of(), tablets);
    Map<Address, Optional<Registration>> sent = new HashMap<>();
    int messages = 0;
    for (var next = outgoing.next(); next.isPresent(); next = outgoing.next()) {
      sent.putAll(next.get().tablets());
      outgoing.ended(true, next.get().through());
      messages++;
    }
    assertThat(sent).isEqualTo(tablets);
    assertThat(messages).isBetween(7, 9);
  }

  @Test
  void manyItemsAreSplitIntoMessagesAndTheOldestAreForgottenPastTheBound() {
    acknowledge(1);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < Outgoing.MAX_PENDING + 50; i++) {
      items.add(score("event " + i, i));
    }
    outgoing.committed(version(20_000), items, Map.of());
    List<Item> sent = new ArrayList<>();
    for (var message = outgoing.next(); message.isPresent(); message = outgoing.next()) {
      assertThat(message.get().items()).hasSizeLessThanOrEqualTo(Outgoing.MAX_PER_MESSAGE);
      assertThat(message.get().since()).as("some were forgotten").isEmpty();
      sent.addAll(message.get().items());
      outgoing.ended(true, message.get().through());
    }
    assertThat(sent).isEqualTo(items.subList(50, items.size()));
    assertThat(send(20_001).since()).contains(version(20_000));
  }

  private void acknowledge(long number) {
    send(number);
    outgoing.ended(true, version(number));
  }

  private Outgoing.Message send(long number) {
    outgoing.committed(version(number), List.of(score("curling", number)), Map.of());
    return outgoing.next().orElseThrow();
  }

  private static Outgoing.Message message(Optional<Version> since, long through, Item... items) {
    return new Outgoing.Message(since, version(through), List.of(items), Map.of());
  }

  private static Registration registration(Address tablet, int followed) {
    List<String> events = IntStream.range(0, followed).mapToObj(i -> "event " + i).toList();
    return new Registration(tablet, List.of(), events, Instant.EPOCH, Optional.empty());
  }

  private static Version version(long number) {
    return new Version("0".repeat(16), number);
  }

  private static Item score(String event, long number) {
    return new Item.Score(
        new OlympicEvent(event, "" + number, new Stamp(version(number), Instant.EPOCH)));
  }
}
