package olympics.web.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventHistoryTest {
  private static final String LIFE = "5f0c";

  private static EventHistory<Long> after(int events, int capacity) {
    EventHistory<Long> history = new EventHistory<>(LIFE, capacity);
    for (long number = 1; number <= events; number++) {
      assertThat(history.next()).isEqualTo(new EventId(LIFE, number));
      history.add(number);
    }
    return history;
  }

  @Test
  void whatIsKeptIsToldFromEveryPosition() {
    for (int events = 0; events < 8; events++) {
      EventHistory<Long> history = after(events, 3);
      assertThat(history.position()).isEqualTo(new EventId(LIFE, events));
      for (long seen = 0; seen <= events; seen++) {
        List<Long> missed = LongStream.rangeClosed(seen + 1, events).boxed().toList();
        if (missed.size() <= 3) {
          assertThat(history.after(new EventId(LIFE, seen))).contains(missed);
        } else {
          assertThat(history.after(new EventId(LIFE, seen))).isEmpty();
        }
      }
    }
  }

  @Test
  void anotherLifeAndTheFutureAreUnknown() {
    EventHistory<Long> history = after(2, 3);
    assertThat(history.after(new EventId("5f0d", 2))).isEmpty();
    assertThat(history.after(new EventId(LIFE, 3))).isEmpty();
    assertThat(history.after(new EventId(LIFE, Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void aPositionIsReadAsItIsWritten() {
    EventId id = new EventId(LIFE, 12);
    assertThat(EventId.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "5f0c",
        "5f0c-",
        "5f0c--1",
        "5F0C-1",
        "5f0c-1 ",
        "x-1",
        "5f-1234567890123456789"
      })
  void whatIsNoPositionIsNone(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }
}
