package olympics.obelix.core;

import static olympics.obelix.core.Histories.E2;
import static olympics.obelix.core.Histories.seconds;
import static olympics.obelix.core.Histories.tally;
import static olympics.obelix.core.Histories.v;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;
import olympics.obelix.core.PushQueue.Push;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SmallCoresTest {

  @Nested
  class Throttle {
    private final WrongPasswordThrottle throttle =
        new WrongPasswordThrottle(3, Duration.ofSeconds(1), 2);

    @Test
    void theBurstIsAllowedAndThenOneForEachRefill() {
      assertThat(List.of(guess("a", 0), guess("a", 0), guess("a", 0), guess("a", 0)))
          .containsExactly(false, false, false, true);
      assertThat(guess("a", 0.9)).isTrue();
      assertThat(guess("a", 1.0)).isFalse();
      assertThat(guess("a", 1.0)).isTrue();
    }

    @Test
    void oneAddressDoesNotUseUpAnothers() {
      for (int i = 0; i < 10; i++) {
        guess("a", 0);
      }
      assertThat(guess("b", 0)).isFalse();
    }

    @Test
    void memoryIsBounded() {
      for (int i = 0; i < 100; i++) {
        guess("address " + i, 0);
      }
      assertThat(throttle.addresses()).isEqualTo(2);
    }

    private boolean guess(String address, double at) {
      return throttle.isOneTooMany(address, seconds(at));
    }
  }

  @Nested
  class Ownership {
    private final ProcessId one = new ProcessId(1, "1".repeat(32));
    private final ProcessId two = new ProcessId(2, "2".repeat(32));
    private final ProcessId three = new ProcessId(3, "3".repeat(32));

    @Test
    void nobodyOwnsWhenNobodyLives() {
      assertThat(PushOwnership.owner(tablet(1), List.of())).isEmpty();
    }

    @Test
    void allAgreeWhateverTheOrderAndShareEvenly() {
      Map<ProcessId, Integer> shares = new HashMap<>();
      for (int i = 0; i < 3000; i++) {
        ProcessId owner = PushOwnership.owner(tablet(i), List.of(one, two, three)).orElseThrow();
        assertThat(PushOwnership.owner(tablet(i), List.of(three, one, two))).contains(owner);
        shares.merge(owner, 1, Integer::sum);
      }
      assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(850, 1150));
    }

    @Test
    void aDeathMovesOnlyTheTabletsOfTheDead() {
      for (int i = 0; i < 1000; i++) {
        ProcessId before = PushOwnership.owner(tablet(i), List.of(one, two, three)).orElseThrow();
        Optional<ProcessId> after = PushOwnership.owner(tablet(i), List.of(one, two));
        if (!before.equals(three)) {
          assertThat(after).contains(before);
        }
      }
    }

    private Address tablet(int i) {
      return new Address("127.0.0.1", 10_000 + i);
    }
  }

  @Nested
  class Reaching {
    private final Reachability reachability = new Reachability(Duration.ofSeconds(2));

    @Test
    void nothingIsReadyBeforeTheFirstAnswer() {
      assertThat(reachability.ready(seconds(0))).isFalse();
      assertThat(reachability.away()).isTrue();
      assertThat(reachability.onFailure()).isEqualTo(Reachability.Turn.LOST);
      assertThat(reachability.onFailure()).isEqualTo(Reachability.Turn.NONE);
      assertThat(reachability.onAnswer(seconds(1))).isEqualTo(Reachability.Turn.BACK);
      assertThat(reachability.ready(seconds(1))).isTrue();
    }

    @Test
    void readinessOutlastsAFailureByTheGraceAndComesBackAtOnce() {
      reachability.onAnswer(seconds(10));
      assertThat(reachability.onFailure()).isEqualTo(Reachability.Turn.LOST);
      assertThat(reachability.away()).isTrue();
      assertThat(reachability.ready(seconds(12))).isTrue();
      assertThat(reachability.ready(seconds(12.1))).isFalse();
      assertThat(reachability.onAnswer(seconds(13))).isEqualTo(Reachability.Turn.BACK);
      assertThat(reachability.ready(seconds(13))).isTrue();
    }

    @Test
    void silenceWithoutAFailureIsReady() {
      reachability.onAnswer(seconds(10));
      assertThat(reachability.ready(seconds(60))).isTrue();
    }
  }

  @Nested
  class Queue {
    private final PushQueue queue = new PushQueue();

    @Test
    void onlyTheNewestValueOfAnItemIsSentAndOneAtATime() {
      queue.offer(gaul(1));
      queue.offer(gaul(3));
      queue.offer(gaul(2));
      assertThat(queue.next(0)).contains(gaul(3));
      queue.offer(gaul(4));
      assertThat(queue.next(0)).isEmpty();
      queue.onDelivered();
      assertThat(queue.next(0)).contains(gaul(4));
    }

    @Test
    void whatWasSentIsNotSentAgain() {
      queue.offer(gaul(3));
      queue.next(0);
      queue.onDelivered();
      queue.offer(gaul(3));
      queue.offer(gaul(2));
      assertThat(queue.next(0)).isEmpty();
      assertThat(queue.has(ItemKey.tally("gaul"), v(3))).isTrue();
      assertThat(queue.has(ItemKey.tally("gaul"), v(4))).isFalse();
    }

    @Test
    void aFailedValueWaitsForTheBackOffWhichDoubles() {
      queue.offer(gaul(1));
      queue.next(0);
      assertThat(queue.onFailed(0)).isEqualTo(Duration.ofMillis(100));
      assertThat(queue.next(seconds(0.05))).isEmpty();
      assertThat(queue.next(seconds(0.1))).contains(gaul(1));
      assertThat(queue.onFailed(seconds(0.1))).isEqualTo(Duration.ofMillis(200));
      queue.next(seconds(1));
      queue.onDelivered();
      queue.offer(gaul(2));
      queue.next(seconds(1));
      assertThat(queue.onFailed(seconds(1))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aNewerValueTakesThePlaceOfOneThatFailed() {
      queue.offer(gaul(1));
      queue.next(0);
      queue.offer(gaul(2));
      queue.onFailed(0);
      assertThat(queue.waiting()).isEqualTo(1);
      assertThat(queue.next(seconds(1))).contains(gaul(2));
    }

    @Test
    void theBackOffIsBounded() {
      queue.offer(gaul(1));
      List<Duration> pauses = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        queue.next(seconds(1000 * (i + 1)));
        pauses.add(queue.onFailed(seconds(1000 * (i + 1))));
      }
      assertThat(pauses).last().isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aRestoredDatabasesWordCounts() {
      queue.offer(gaul(7));
      queue.next(0);
      queue.onDelivered();
      Push restored = new Push(ItemKey.tally("Gaul"), tally("Gaul", 0, 3), new Version(E2, 3));
      queue.offer(restored);
      assertThat(queue.next(0)).contains(restored);
    }

    private Push gaul(long number) {
      return new Push(ItemKey.tally("Gaul"), tally("Gaul", (int) number, number), v(number));
    }
  }
}
