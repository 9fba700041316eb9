package olympics.clock.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import olympics.election.core.Term;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;

class BerkeleyRoundTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final ProcessId LEADER = process(0);

  @Test
  void everyClockIsMovedToTheMean() {
    BerkeleyRound round =
        BerkeleyRound.of(
            LEADER,
            Map.of(
                process(1), List.of(probe(3 * MILLI, MILLI)),
                process(2), List.of(probe(6 * MILLI, MILLI))));
    assertThat(round.corrections())
        .containsExactlyEntriesOf(
            new java.util.TreeMap<>(
                Map.of(LEADER, 3 * MILLI, process(1), 0L, process(2), -3 * MILLI)));
    assertThat(round.kept()).isEqualTo(3);
    assertThat(round.asked()).isEqualTo(3);
    assertThat(round.basis()).isEqualTo("mean");
  }

  @Test
  void theSampleWithTheLeastRoundTripCounts() {
    List<Probe> samples =
        List.of(probe(90 * MILLI, 40 * MILLI), probe(2 * MILLI, MILLI), probe(70 * MILLI, 8));
    assertThat(
            BerkeleyRound.of(LEADER, Map.of(process(1), samples)).links().get(process(1)).offset())
        .isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void whatIsWithinTheErrorOfItsMeasurementIsLeftAlone() {
    BerkeleyRound round =
        BerkeleyRound.of(
            LEADER,
            Map.of(
                process(1), List.of(probe(3 * MILLI, 10 * MILLI)),
                process(2), List.of(probe(-15 * MILLI, 8 * MILLI))));
    assertThat(round.corrections())
        .containsEntry(LEADER, 0L)
        .containsEntry(process(2), 11 * MILLI)
        .hasEntrySatisfying(process(1), c -> assertThat(c).isEqualTo(-7 * MILLI));
  }

  @Test
  void aPeerThatAnswersLateIsAskedMoreOften() {
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      probes.add(probe(0, 4 * MILLI));
      assertThat(BerkeleyRound.isMeasured(probes)).as("%d late answers", i + 1).isFalse();
    }
    assertThat(BerkeleyRound.isMeasured(append(probes, probe(0, 4 * MILLI)))).isTrue();
    assertThat(BerkeleyRound.isMeasured(append(probes.subList(0, 3), probe(0, 8)))).isFalse();
    assertThat(BerkeleyRound.isMeasured(append(probes.subList(0, 4), probe(0, 8)))).isTrue();
  }

  private static List<Probe> append(List<Probe> probes, Probe last) {
    List<Probe> all = new ArrayList<>(probes);
    all.add(last);
    return all;
  }

  @Test
  void aSlowLinkIsNotAveragedAndCorrectedOnlyBeyondItsErrorBound() {
    BerkeleyRound round =
        BerkeleyRound.of(
            LEADER,
            Map.of(
                process(1), List.of(probe(0, MILLI)),
                process(2), List.of(probe(60 * SECOND, 200 * MILLI)),
                process(3), List.of(probe(90 * MILLI, 200 * MILLI)),
                process(4), List.of(probe(0, MILLI)),
                process(5), List.of(probe(0, MILLI))));
    assertThat(round.links().get(process(2)).slow()).isTrue();
    assertThat(round.kept()).isEqualTo(4);
    assertThat(round.corrections())
        .containsEntry(LEADER, 0L)
        .containsEntry(process(2), -60 * SECOND)
        .doesNotContainKey(process(3));
  }

  @Test
  void aPeerThatDidNotAnswerGetsNoCorrection() {
    BerkeleyRound round =
        BerkeleyRound.of(
            LEADER, Map.of(process(1), List.of(), process(2), List.of(probe(4 * MILLI, MILLI))));
    assertThat(round.corrections()).containsOnlyKeys(LEADER, process(2));
    assertThat(round.kept()).isEqualTo(2);
    assertThat(round.asked()).isEqualTo(3);
  }

  @Test
  void withTwoProcessesTheLeadersClockCountsAndItSaysSo() {
    BerkeleyRound round =
        BerkeleyRound.of(LEADER, Map.of(process(1), List.of(probe(60 * SECOND, MILLI))));
    assertThat(round.corrections()).containsEntry(LEADER, 0L);
    assertThat(round.corrections()).containsEntry(process(1), -60 * SECOND);
    assertThat(round.basis()).isEqualTo("no majority agrees: leader's clock");
  }

  /** Offsets of ±60 s, drifts of ±500 ppm, uneven links, one liar of five: 5 ms after 3 rounds. */
  @Test
  void honestClocksMeetWithinThreeRoundsDespiteALiar() {
    for (long seed = 0; seed < 500; seed++) {
      assertThat(spreadAfterRounds(seed, 3, true))
          .as("spread in ns, seed=%d", seed)
          .isLessThan(5 * MILLI);
    }
  }

  @Test
  void clocksThatAreNotCorrectedAreCaughtByTheSimulation() {
    assertThat(spreadAfterRounds(0, 3, false)).isGreaterThan(SECOND);
  }

  private static long spreadAfterRounds(long seed, int rounds, boolean correcting) {
    Random random = new Random(seed);
    int size = 5;
    int liar = 1 + random.nextInt(size - 1);
    double[] rates = new double[size];
    long[] offsets = new long[size];
    List<AdjustedClock> clocks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rates[i] = 1 + (random.nextDouble() - 0.5) * 0.001;
      offsets[i] = random.nextLong(-60 * SECOND, 60 * SECOND);
      clocks.add(new AdjustedClock());
    }
    long now = 0;
    for (int round = 1; round <= rounds; round++) {
      now += 5 * SECOND;
      Map<ProcessId, List<Probe>> samples = new HashMap<>();
      for (int peer = 1; peer < size; peer++) {
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < BerkeleyRound.PROBES_PER_PEER; i++) {
          long there = now + MILLI / 10 + random.nextLong(3 * MILLI);
          long back = there + MILLI / 10 + random.nextLong(3 * MILLI);
          long lie = peer == liar ? random.nextLong(-90 * SECOND, 90 * SECOND) : 0;
          long shown = clocks.get(peer).target(local(there, rates[peer], offsets[peer])) + lie;
          probes.add(
              new Probe(
                  clocks.get(0).target(local(now, rates[0], offsets[0])),
                  shown,
                  shown,
                  clocks.get(0).target(local(back, rates[0], offsets[0]))));
        }
        samples.put(process(peer), probes);
      }
      BerkeleyRound outcome = BerkeleyRound.of(LEADER, samples);
      RoundTag tag = new RoundTag(new Term(1, LEADER), round);
      for (int i = 0; correcting && i < size; i++) {
        Long delta = outcome.corrections().get(process(i));
        if (delta != null) {
          clocks.get(i).apply(tag, delta, local(now, rates[i], offsets[i]));
        }
      }
    }
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      if (i != liar) {
        long shown = clocks.get(i).target(local(now, rates[i], offsets[i]));
        low = Math.min(low, shown);
        high = Math.max(high, shown);
      }
    }
    return high - low;
  }

  private static long local(long now, double rate, long offset) {
    return (long) (now * rate) + offset;
  }

  /** An exchange over an even link with a clock that is {@code offset} ahead. */
  private static Probe probe(long offset, long delay) {
    long sent = 1_000_000 * SECOND;
    long there = sent + delay / 2 + offset;
    return new Probe(sent, there, there, sent + delay);
  }

  private static ProcessId process(int uid) {
    return new ProcessId(uid, String.format("%032x", uid));
  }
}
