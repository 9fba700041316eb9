package olympics.pygmy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import olympics.pygmy.core.Outcome;

/** How often what happened since the start. Confined to the event loop, but for snapshots. */
final class Counters {
  /**
   * All the counts at one moment.
   *
   * @param requests that clients made
   * @param forwards by front-end, in the order of the command line, repeats included
   * @param probes by front-end
   * @param retries by how the attempt before ended
   * @param faults that the balancer itself answered
   * @param dropped requests whose client went away
   */
  record Snapshot(
      long requests,
      List<Long> forwards,
      List<Long> probes,
      Map<Outcome, Long> retries,
      long faults,
      long dropped) {}

  private final long[] forwards;
  private final long[] probes;
  private final EnumMap<Outcome, Long> retries = new EnumMap<>(Outcome.class);
  private long requests;
  private long faults;
  private long dropped;

  Counters(int backEnds) {
    forwards = new long[backEnds];
    probes = new long[backEnds];
  }

  void request() {
    requests++;
  }

  void forward(int backEnd) {
    forwards[backEnd]++;
  }

  void probe(int backEnd) {
    probes[backEnd]++;
  }

  void retry(Outcome after) {
    retries.merge(after, 1L, Long::sum);
  }

  void fault() {
    faults++;
  }

  void drop() {
    dropped++;
  }

  Snapshot snapshot() {
    return new Snapshot(
        requests, list(forwards), list(probes), Map.copyOf(retries), faults, dropped);
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
