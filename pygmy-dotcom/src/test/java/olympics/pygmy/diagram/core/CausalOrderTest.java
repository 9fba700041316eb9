package olympics.pygmy.diagram.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import olympics.causality.core.VectorClock;
import org.junit.jupiter.api.Test;

class CausalOrderTest {
  private static final int SEEDS = 100;
  private static final int ROUNDS = 30;

  /** What is to keep the order: rounds of what servers told go in, receipts in order come out. */
  private interface Ordering {
    List<Receipt> round(List<Told> told);
  }

  private static Ordering causal() {
    CausalOrder order = new CausalOrder();
    return told -> {
      told.forEach(order::hear);
      return order.advance();
    };
  }

  /** The planted bug: as if clocks of machines were to be trusted. */
  private static Ordering byTimeAlone() {
    return told ->
        told.stream()
            .flatMap(each -> each.receipts().stream())
            .sorted(Comparator.comparingDouble(Receipt::seconds))
            .toList();
  }

  /** The other planted bug: nobody waits for what has not been told yet. */
  private static Ordering withoutWaiting() {
    return told ->
        told.stream()
            .flatMap(each -> each.receipts().stream())
            .sorted(Comparator.comparing(receipt -> receipt.clock().total()))
            .toList();
  }

  private static List<Receipt> run(Ordering ordering, long seed) {
    SimulatedServers servers = new SimulatedServers(3 + (int) (seed % 3), new Random(seed));
    List<Receipt> placed = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      placed.addAll(ordering.round(servers.round()));
    }
    return placed;
  }

  /** Receipts that stand after one that knew of them. */
  private static long contradictions(List<Receipt> placed) {
    VectorClock known = VectorClock.EMPTY;
    long found = 0;
    for (Receipt receipt : placed) {
      found += known.count(receipt.at()) >= receipt.number() ? 1 : 0;
      known = known.merge(receipt.clock());
    }
    return found;
  }

  @Test
  void theOrderNeverContradictsHappenedBefore() {
    long all = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Receipt> placed = run(causal(), seed);
      assertThat(contradictions(placed)).as("seed " + seed).isZero();
      all += placed.size();
    }
    assertThat(all).as("receipts that were placed").isGreaterThan(SEEDS * 100L);
  }

  @Test
  void anOrderByTimeAloneIsCaught() {
    assertThat(contradictions(run(byTimeAlone(), 1))).isPositive();
  }

  @Test
  void anOrderThatDoesNotWaitIsCaught() {
    assertThat(
            IntStream.range(0, 20)
                .mapToLong(seed -> contradictions(run(withoutWaiting(), seed)))
                .sum())
        .isPositive();
  }

  @Test
  void concurrentReceiptsStandInTheOrderOfTheirTimes() {
    Receipts receipts = new Receipts();
    Receipt late = receipts.client(1, "get_score", 20);
    Receipt early = receipts.client(2, "get_score", 10);
    CausalOrder order = new CausalOrder();
    order.hear(receipts.told(1, late));
    order.hear(receipts.told(2, early));
    assertThat(order.advance()).containsExactly(early, late);
  }

  @Test
  void anEffectWaitsForItsCause() {
    Receipts receipts = new Receipts();
    Receipt cause = receipts.client(1, "set_score", 10);
    Receipt effect = receipts.server(1, 0, "set_score", 5);
    CausalOrder order = new CausalOrder();
    order.hear(receipts.told(0, effect));
    assertThat(order.advance()).isEmpty();
    order.hear(receipts.told(1, cause));
    assertThat(order.advance()).containsExactly(cause, effect);
  }

  @Test
  void aServerThatIsSilentIsGivenUpAfterThreeRounds() {
    Receipts receipts = new Receipts();
    CausalOrder order = new CausalOrder();
    order.hear(receipts.told(1));
    Receipt late = receipts.client(1, "set_score", 10);
    Receipt effect = receipts.server(1, 0, "set_score", 5);
    order.hear(receipts.told(0, effect));
    for (int i = 1; i < CausalOrder.HELD_ROUNDS; i++) {
      assertThat(order.advance()).isEmpty();
    }
    assertThat(order.advance()).containsExactly(effect);

    Receipt next = receipts.client(1, "get_score", 11);
    Receipt effectOfNext = receipts.server(1, 0, "set_score", 6);
    order.hear(receipts.told(0, effectOfNext));
    assertThat(order.advance()).as("nobody waits for it again").containsExactly(effectOfNext);
    order.hear(receipts.told(1, late, next));
    assertThat(order.advance()).as("too late for a true place").isEmpty();
    Receipt last = receipts.client(1, "get_score", 12);
    order.hear(receipts.told(1, last));
    assertThat(order.advance()).containsExactly(last);
  }

  @Test
  void aProcessThatNeverAnsweredIsGivenUpAfterOneRound() {
    Receipts receipts = new Receipts();
    receipts.client(1, "set_score", 10);
    Receipt effect = receipts.server(1, 0, "set_score", 5);
    CausalOrder order = new CausalOrder();
    order.hear(receipts.told(0, effect));
    assertThat(order.advance()).isEmpty();
    assertThat(order.advance()).containsExactly(effect);
  }
}
