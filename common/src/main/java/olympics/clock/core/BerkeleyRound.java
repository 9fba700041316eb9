package olympics.clock.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import olympics.process.core.ProcessId;

/**
 * The outcome of one round of clock synchronisation (Gusella and Zatti 1989): how much each clock
 * must be advanced, the leader's included, so that all show what a majority agrees on.
 *
 * @param corrections by process, in nanoseconds to be added; for all that were measured well enough
 * @param kept how many clocks agreed and were averaged
 * @param asked how many clocks were asked, the leader's included
 * @param basis in words: what the agreement rests on
 * @param links how each answering peer was measured, for display
 */
public record BerkeleyRound(
    SortedMap<ProcessId, Long> corrections,
    int kept,
    int asked,
    String basis,
    SortedMap<ProcessId, Link> links) {
  /** Clocks further than this from the median, beyond their error bound, are not averaged. */
  public static final Duration TOLERANCE = Duration.ofMillis(20);

  /** A round trip up to this is never called slow. */
  public static final Duration ALWAYS_QUICK = Duration.ofMillis(50);

  /** How many samples are to be taken of each peer at least. */
  public static final int PROBES_PER_PEER = 5;

  /** How many samples are to be taken while none is good enough. */
  public static final int MOST_PROBES_PER_PEER = 25;

  private static final Duration GOOD_ENOUGH = Duration.ofMillis(1);

  /**
   * The best sample of a peer.
   *
   * @param offset ahead of the leader's clock before the correction
   * @param errorBound the offset is wrong by at most this
   * @param slow whether its round trip was too long to be averaged
   */
  public record Link(Duration offset, Duration errorBound, boolean slow) {}

  public BerkeleyRound {
    corrections = Collections.unmodifiableSortedMap(new TreeMap<>(corrections));
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
  }

  /**
   * Works out a round.
   *
   * @param samples of every peer that was asked; empty for one that did not answer
   */
  public static BerkeleyRound of(ProcessId leader, Map<ProcessId, List<Probe>> samples) {
    SortedMap<ProcessId, Reading> best = new TreeMap<>();
    samples.forEach((peer, probes) -> quickest(probes).ifPresent(r -> best.put(peer, r)));
    long slowest = slowestAllowed(best);
    List<Reading> usable = new ArrayList<>(List.of(new Reading(0, 0)));
    best.values().stream().filter(r -> r.delayNanos() <= slowest).forEach(usable::add);
    int asked = samples.size() + 1;
    Agreement agreed = Agreement.of(usable, best.size() + 1, TOLERANCE.toNanos());

    SortedMap<ProcessId, Long> corrections = new TreeMap<>();
    SortedMap<ProcessId, Link> links = new TreeMap<>();
    long least = usable.stream().skip(1).mapToLong(r -> r.delayNanos() / 2).min().orElse(0);
    corrections.put(leader, beyond(least, agreed.offsetNanos()));
    best.forEach(
        (peer, reading) -> {
          long correction = agreed.offsetNanos() - reading.offsetNanos();
          long bound = reading.delayNanos() / 2;
          boolean slow = reading.delayNanos() > slowest;
          if (!slow || Math.abs(correction) > bound) {
            corrections.put(peer, beyond(bound, correction));
          }
          links.put(
              peer,
              new Link(Duration.ofNanos(reading.offsetNanos()), Duration.ofNanos(bound), slow));
        });
    return new BerkeleyRound(corrections, agreed.kept(), asked, words(agreed.by()), links);
  }

  /**
   * Whether a peer has been measured well enough: so often that more would hardly help, or quickly
   * enough. Busy machines answer late for most of the time, but not always.
   */
  public static boolean isMeasured(List<Probe> probes) {
    boolean quick =
        quickest(probes).filter(r -> r.delayNanos() <= GOOD_ENOUGH.toNanos()).isPresent();
    return probes.size() >= (quick ? PROBES_PER_PEER : MOST_PROBES_PER_PEER);
  }

  /** The sample with the least round trip: its error bound is the smallest. */
  private static Optional<Reading> quickest(List<Probe> probes) {
    return probes.stream()
        .filter(probe -> probe.delayNanos() >= 0)
        .min(Comparator.comparingLong(Probe::delayNanos).thenComparing(Probe::offsetNanos))
        .map(probe -> new Reading(probe.offsetNanos(), probe.delayNanos()));
  }

  /** What is within the error of its measurement is no reason to touch a clock. */
  private static long beyond(long bound, long correction) {
    return Math.abs(correction) > bound ? correction : 0;
  }

  private static long slowestAllowed(SortedMap<ProcessId, Reading> best) {
    if (best.isEmpty()) {
      return ALWAYS_QUICK.toNanos();
    }
    long median = Agreement.median(best.values().stream().mapToLong(Reading::delayNanos).toArray());
    return Math.max(ALWAYS_QUICK.toNanos(), 3 * median);
  }

  private static String words(Agreement.Basis basis) {
    return switch (basis) {
      case MEAN -> "mean";
      case MEDIAN -> "no majority agrees: median";
      case LEADER -> "no majority agrees: leader's clock";
    };
  }
}
