package olympics.rpc.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  private static final int SIZE = 64;

  @Test
  void everyCounterPassesOnceAndOnlyOnce() {
    SlidingWindow window = new SlidingWindow(SIZE);
    assertThat(window.accept(1)).isTrue();
    assertThat(window.accept(1)).isFalse();
    assertThat(window.accept(3)).isTrue();
    assertThat(window.accept(2)).isTrue();
    assertThat(window.accept(2)).isFalse();
  }

  @Test
  void whatIsOlderThanTheWindowIsRefused() {
    SlidingWindow window = new SlidingWindow(SIZE);
    assertThat(window.accept(100)).isTrue();
    assertThat(window.accept(100 - SIZE)).isFalse();
    assertThat(window.accept(100 - SIZE + 1)).isTrue();
  }

  @Test
  void aJumpFarAheadForgetsNothingItShouldKnow() {
    SlidingWindow window = new SlidingWindow(SIZE);
    assertThat(window.accept(5)).isTrue();
    assertThat(window.accept(Long.MAX_VALUE)).isTrue();
    assertThat(window.accept(5)).isFalse();
    assertThat(window.accept(Long.MAX_VALUE)).isFalse();
    assertThat(window.accept(Long.MAX_VALUE - 1)).isTrue();
  }

  @Test
  void countersBelowOneAreNone() {
    SlidingWindow window = new SlidingWindow(SIZE);
    assertThat(window.accept(0)).isFalse();
    assertThat(window.accept(-7)).isFalse();
    assertThatThrownBy(() -> new SlidingWindow(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWindowHoldsItsPropertyInManyRandomOrders() {
    for (long seed = 0; seed < 2000; seed++) {
      assertThat(flaw(() -> new SlidingWindow(SIZE)::accept, seed)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void theCheckCatchesAWindowThatOnlyKnowsTheHighest() {
    assertThat(firstFlaw(HighestOnly::new)).contains("refused a new counter");
  }

  @Test
  void theCheckCatchesAWindowThatDoesNotClearItsBits() {
    assertThat(firstFlaw(NeverClears::new)).contains("refused a new counter");
  }

  @Test
  void theCheckCatchesAWindowThatEvictsInsteadOfRefusing() {
    assertThat(firstFlaw(Evicts::new)).contains("accepted a counter twice");
  }

  private static String firstFlaw(Supplier<LongPredicate> windows) {
    for (long seed = 0; seed < 2000; seed++) {
      String flaw = flaw(windows, seed);
      if (!flaw.isEmpty()) {
        return flaw;
      }
    }
    return "";
  }

  /** Sends counters in a random order with repetitions; says what went wrong, or nothing. */
  private static String flaw(Supplier<LongPredicate> windows, long seed) {
    Random random = new Random(seed);
    LongPredicate window = windows.get();
    Set<Long> accepted = new HashSet<>();
    long highest = 0;
    for (int step = 0; step < 400; step++) {
      long ahead = random.nextInt(20) == 0 ? random.nextInt(3 * SIZE) : random.nextInt(3);
      long counter = Math.max(1, highest + ahead - random.nextInt(SIZE + 8));
      boolean fresh = !accepted.contains(counter);
      boolean inWindow = counter > highest - SIZE;
      boolean accepts = window.test(counter);
      if (accepts && !fresh) {
        return "accepted a counter twice: " + counter + " at step " + step;
      }
      if (!accepts && fresh && inWindow) {
        return "refused a new counter: " + counter + " at step " + step;
      }
      if (accepts) {
        accepted.add(counter);
        highest = Math.max(highest, counter);
      }
    }
    return "";
  }

  private static final class HighestOnly implements LongPredicate {
    private long highest;

    @Override
    public boolean test(long counter) {
      boolean higher = counter > highest;
      highest = Math.max(highest, counter);
      return higher;
    }
  }

  private static final class NeverClears implements LongPredicate {
    private final boolean[] seen = new boolean[SIZE];
    private long highest;

    @Override
    public boolean test(long counter) {
      int bit = (int) (counter % SIZE);
      if (counter <= highest - SIZE || seen[bit]) {
        return false;
      }
      highest = Math.max(highest, counter);
      seen[bit] = true;
      return true;
    }
  }

  private static final class Evicts implements LongPredicate {
    private final TreeSet<Long> seen = new TreeSet<>();

    @Override
    public boolean test(long counter) {
      boolean fresh = seen.add(counter);
      if (seen.size() > SIZE) {
        seen.pollFirst();
      }
      return fresh;
    }
  }
}
