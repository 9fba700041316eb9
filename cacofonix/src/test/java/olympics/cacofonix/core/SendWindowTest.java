package olympics.cacofonix.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import olympics.cacofonix.core.SendWindow.Numbered;
import olympics.cacofonix.core.SendWindow.Recovery;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.games.core.ItemKey;
import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final long SECOND = 1_000_000_000L;

  private static Update score(String event) {
    return new ScoreReport(event, "1-0");
  }

  private static SendWindow window(int inFlight) {
    return new SendWindow(inFlight, failures -> Duration.ofSeconds(1));
  }

  private static List<Long> sent(SendWindow window, long now) {
    return window.toSend(now).stream().map(Numbered::sequence).toList();
  }

  @Test
  void updatesOfOneItemGoOneAfterTheOtherAndOthersBesideThem() {
    SendWindow window = window(3);
    window.accept(1, score("a"));
    window.accept(2, score("A"));
    window.accept(3, score("b"));
    assertThat(sent(window, 0)).containsExactly(1L, 3L);
    assertThat(sent(window, 0)).isEmpty();
    assertThat(window.answered(3, 0)).isEmpty();
    assertThat(sent(window, 0)).isEmpty();
    assertThat(window.answered(1, 0)).isEmpty();
    assertThat(sent(window, 0)).containsExactly(2L);
    assertThat(window.answered(2, 0)).isEmpty();
    assertThat(window.isEmpty()).isTrue();
  }

  @Test
  void whileOneWaitsToBeSentAgainNoNewOneGoesOut() {
    SendWindow window = window(2);
    window.accept(1, score("a"));
    window.accept(2, score("b"));
    window.accept(3, score("c"));
    assertThat(sent(window, 0)).containsExactly(1L, 2L);
    assertThat(window.unanswered(1, 0)).isTrue();
    assertThat(window.unanswered(2, SECOND / 2)).isFalse();
    assertThat(window.nextRetry()).hasValue(SECOND);
    assertThat(sent(window, SECOND - 1)).isEmpty();
    assertThat(sent(window, SECOND)).containsExactly(1L);
    assertThat(window.answered(1, SECOND)).isEmpty();
    assertThat(sent(window, SECOND)).isEmpty();
    assertThat(sent(window, 2 * SECOND)).containsExactly(2L);
    assertThat(window.answered(2, 3 * SECOND)).hasValue(new Recovery(Duration.ofSeconds(3), 2));
    assertThat(window.nextRetry()).isEmpty();
    assertThat(sent(window, 3 * SECOND)).containsExactly(3L);
  }

  @Test
  void theNextOutageIsToldAnew() {
    SendWindow window = window(1);
    window.accept(1, score("a"));
    for (int outage = 0; outage < 2; outage++) {
      long begin = outage * 10L * SECOND;
      assertThat(sent(window, begin)).hasSize(1);
      assertThat(window.unanswered(outage + 1L, begin)).isTrue();
      assertThat(sent(window, begin + SECOND)).hasSize(1);
      assertThat(window.unanswered(outage + 1L, begin + SECOND)).isFalse();
      assertThat(sent(window, begin + 2 * SECOND)).hasSize(1);
      assertThat(window.answered(outage + 1L, begin + 2 * SECOND))
          .hasValue(new Recovery(Duration.ofSeconds(2), 1));
      window.accept(outage + 2L, score("a"));
    }
  }

  @Test
  void theWindowIsBoundedAndRefusesWhatIsOutOfTurn() {
    SendWindow window = window(1);
    window.accept(4, score("a"));
    assertThatThrownBy(() -> window.accept(4, score("b"))).hasMessageContaining("out of turn");
    window.accept(5, score("b"));
    assertThat(window.room()).isZero();
    assertThatThrownBy(() -> window.accept(6, score("c"))).hasMessageContaining("out of turn");
    assertThatThrownBy(() -> window.answered(4, 0)).hasMessageContaining("not on its way");
  }

  @Test
  void backOffIsBetweenATenthOfASecondAndTwoSeconds() {
    Backoff backoff = new Backoff(new Random(1));
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 10_000; i++) {
      assertThat(backoff.after(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
      Duration wait = backoff.after(1 + i % 1000);
      assertThat(wait).isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertThat(longest).isGreaterThan(Duration.ofMillis(1990));
  }

  @Test
  void whatIsAcknowledgedCountsFromOneWithoutGaps() {
    Acknowledged acknowledged = new Acknowledged();
    acknowledged.add(2);
    acknowledged.add(3);
    assertThat(acknowledged.through()).isZero();
    assertThat(acknowledged.contains(1)).isFalse();
    assertThat(acknowledged.contains(3)).isTrue();
    acknowledged.add(1);
    acknowledged.add(1);
    assertThat(acknowledged.through()).isEqualTo(3);
    assertThat(acknowledged.count()).isEqualTo(3);
  }

  /** Order of one item, bound and completeness, against any order and number of failures. */
  @Test
  void underRandomFailuresTheOrderOfEachItemHoldsAndNothingIsLost() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      int inFlight = 1 + random.nextInt(8);
      assertThat(simulate(random, new SendWindow(inFlight, new Backoff(random)::after), inFlight))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void theCheckerCatchesWhatTheWindowMustNotDo() {
    Trace trace = new Trace(1);
    trace.sent(new Numbered(2, score("a")));
    trace.sent(new Numbered(1, score("a")));
    trace.answered(new Numbered(2, score("a")));
    trace.answered(new Numbered(1, score("a")));
    assertThat(trace.complaints(3))
        .containsExactly(
            "a second update of score of a is on its way: 1",
            "2 on their way, at most 1",
            "1 of score of a was answered after 2",
            "2 of 3 answered");
  }

  private static List<String> simulate(Random random, SendWindow window, int inFlight) {
    Trace trace = new Trace(inFlight);
    List<Numbered> onTheirWay = new ArrayList<>();
    long now = random.nextLong();
    int next = 1;
    for (int step = 0; step < 3000 && !(next > 60 && window.isEmpty()); step++) {
      while (next <= 60 && window.room() > 0 && random.nextBoolean()) {
        window.accept(next++, score("event " + random.nextInt(4)));
      }
      for (Numbered numbered : window.toSend(now)) {
        trace.sent(numbered);
        onTheirWay.add(numbered);
      }
      if (!onTheirWay.isEmpty()) {
        Numbered back = onTheirWay.remove(random.nextInt(onTheirWay.size()));
        if (random.nextInt(3) == 0) {
          trace.failed(back);
          window.unanswered(back.sequence(), now);
        } else {
          trace.answered(back);
          window.answered(back.sequence(), now);
        }
      }
      now += random.nextInt(500_000_000);
    }
    return trace.complaints(60);
  }

  /** Remembers what went out and came back, and what was wrong with it. */
  private static final class Trace {
    private final int inFlight;
    private final List<String> complaints = new ArrayList<>();
    private final Map<ItemKey, Long> onTheirWay = new HashMap<>();
    private final Map<ItemKey, Long> lastAnswered = new HashMap<>();
    private int out;
    private int answered;

    Trace(int inFlight) {
      this.inFlight = inFlight;
    }

    void sent(Numbered numbered) {
      if (onTheirWay.put(numbered.update().item(), numbered.sequence()) != null) {
        complaints.add(
            "a second update of "
                + numbered.update().item()
                + " is on its way: "
                + numbered.sequence());
      }
      if (++out > inFlight) {
        complaints.add(out + " on their way, at most " + inFlight);
      }
    }

    void failed(Numbered numbered) {
      onTheirWay.remove(numbered.update().item());
      out--;
    }

    void answered(Numbered numbered) {
      failed(numbered);
      answered++;
      Long before = lastAnswered.put(numbered.update().item(), numbered.sequence());
      if (before != null && before > numbered.sequence()) {
        complaints.add(
            numbered.sequence()
                + " of "
                + numbered.update().item()
                + " was answered after "
                + before);
      }
    }

    List<String> complaints(int expected) {
      if (answered != expected) {
        complaints.add(answered + " of " + expected + " answered");
      }
      return complaints;
    }
  }
}
