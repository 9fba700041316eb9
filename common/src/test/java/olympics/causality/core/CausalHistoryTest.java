package olympics.causality.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;

class CausalHistoryTest {
  private static final long KEEP = 1000;

  @Test
  void clockOrderOfReceiptsIsHappenedBefore() {
    LongStream.range(0, 100).forEach(seed -> compareWithOracle(seed, true));
  }

  @Test
  void aClockThatIsNotMergedOnReceiptIsCaught() {
    assertThatThrownBy(() -> compareWithOracle(0, false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed=0");
  }

  private record Receipt(VectorClock clock, BitSet past) {}

  private record Message(VectorClock clock, BitSet past) {}

  /**
   * Processes send and receive at random, requests and answers, and are started again now and then,
   * with nothing in their past; the oracle keeps for each receipt the set of receipts in its past.
   *
   * @param merging whether receivers take in the clock that came
   */
  private static void compareWithOracle(long seed, boolean merging) {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(4);
    List<ProcessId> lives = new ArrayList<>();
    List<CausalHistory> histories = new ArrayList<>();
    List<BitSet> pasts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lives.add(process(i));
      histories.add(new CausalHistory(process(i), KEEP));
      pasts.add(new BitSet());
    }
    long ofEarlierLives = 0;
    List<Message> onTheWay = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();

    while (receipts.size() < 60) {
      int at = random.nextInt(size);
      if (random.nextInt(30) == 0) {
        ofEarlierLives += histories.get(at).now().count(lives.get(at));
        lives.set(at, nextLife(lives.get(at)));
        histories.set(at, new CausalHistory(lives.get(at), KEEP));
        pasts.set(at, new BitSet());
      }
      CausalHistory history = histories.get(at);
      if (onTheWay.isEmpty() || random.nextBoolean()) {
        onTheWay.add(new Message(history.now(), (BitSet) pasts.get(at).clone()));
        continue;
      }
      Message message = onTheWay.remove(random.nextInt(onTheWay.size()));
      VectorClock attached = merging ? message.clock() : history.now();
      pasts.get(at).or(message.past());
      if (random.nextInt(4) == 0) {
        history.learned(attached, 0);
      } else {
        VectorClock clock = history.received(attached, 0);
        receipts.add(new Receipt(clock, (BitSet) pasts.get(at).clone()));
        pasts.get(at).set(receipts.size() - 1);
      }
    }
    for (int i = 0; i < receipts.size(); i++) {
      for (int j = 0; j < receipts.size(); j++) {
        VectorClock a = receipts.get(i).clock();
        VectorClock b = receipts.get(j).clock();
        boolean before = receipts.get(j).past().get(i);
        boolean after = receipts.get(i).past().get(j);
        String pair = "seed=" + seed + " receipts " + i + " and " + j;
        assertThat(a.isBefore(b)).as(pair).isEqualTo(before);
        assertThat(a.isConcurrentWith(b)).as(pair).isEqualTo(i != j && !before && !after);
      }
    }
    long own =
        IntStream.range(0, size).mapToLong(i -> histories.get(i).now().count(lives.get(i))).sum();
    assertThat(ofEarlierLives + own).as("sum of own components").isEqualTo(receipts.size());
  }

  @Test
  void theClockKeepsToItsBoundAndToTheProcessesHeardOfLast() {
    CausalHistory history = new CausalHistory(process(0), KEEP);
    for (int i = 1; i <= 200; i++) {
      history.received(VectorClock.EMPTY.plusOne(process(i)), i);
    }
    assertThat(history.now().counts()).hasSize(CausalHistory.MAX_ENTRIES);
    assertThat(history.now().count(process(0))).isEqualTo(200);
    assertThat(history.now().count(process(200))).isEqualTo(1);
    assertThat(history.now().count(process(1))).isZero();
  }

  @Test
  void deadProcessesAreForgottenByAgeAndLivingOnesKept() {
    CausalHistory history = new CausalHistory(process(0), KEEP);
    VectorClock both = VectorClock.EMPTY.plusOne(process(1)).plusOne(process(2));
    history.received(both, 0);
    history.prune(List.of(process(1)), KEEP - 1);
    assertThat(history.now().counts()).hasSize(3);
    history.prune(List.of(process(1)), KEEP);
    assertThat(history.now().counts()).containsOnlyKeys(process(0), process(1));
  }

  @Test
  void whatWasForgottenDoesNotComeBackUnlessItHasGrown() {
    CausalHistory history = new CausalHistory(process(0), KEEP);
    VectorClock old = VectorClock.EMPTY.plusOne(process(1));
    history.received(old, 0);
    history.prune(List.of(), KEEP);
    history.received(old, KEEP);
    assertThat(history.now().count(process(1))).isZero();
    history.received(old.plusOne(process(1)), KEEP);
    assertThat(history.now().count(process(1))).isEqualTo(2);
  }

  @Test
  void forgettingBringsFalseConcurrencyButNeverAFalseOrder() {
    CausalHistory dead = new CausalHistory(process(1), KEEP);
    VectorClock cause = dead.received(VectorClock.EMPTY, 0);
    CausalHistory history = new CausalHistory(process(0), KEEP);
    assertThat(cause.isBefore(history.received(cause, 0))).isTrue();

    history.prune(List.of(), KEEP);
    VectorClock effect = history.received(VectorClock.EMPTY, KEEP);
    assertThat(cause.isBefore(effect)).as("forgotten").isFalse();
    assertThat(cause.isConcurrentWith(effect)).as("false concurrency").isTrue();
    assertThat(effect.isBefore(cause)).as("false order").isFalse();
  }

  @Test
  void nobodyElseCountsForThisProcess() {
    CausalHistory history = new CausalHistory(process(0), KEEP);
    history.learned(VectorClock.EMPTY.plusOne(process(0)), 0);
    assertThat(history.now()).isEqualTo(VectorClock.EMPTY);
  }

  private static ProcessId nextLife(ProcessId process) {
    int life = Integer.parseInt(process.incarnation(), 16) + 0x100;
    return new ProcessId(process.uid(), String.format("%032x", life));
  }

  private static ProcessId process(int uid) {
    return new ProcessId(uid, String.format("%032x", uid));
  }
}
