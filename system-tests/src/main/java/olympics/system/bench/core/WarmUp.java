package olympics.system.bench.core;

import java.util.List;

/** When a program has been loaded for so long that it gets no quicker. */
public final class WarmUp {
  /** A gain must show within so many rounds. */
  private static final int WINDOW = 3;

  /** What is no more than the noise of a round. */
  private static final double GAIN = 1.05;

  /** It is called warm then, whatever it still gains. */
  private static final int MOST = 30;

  private WarmUp() {}

  /**
   * Whether the best of the last three rounds is no more than 5% above the best before them, which
   * were three at least; or there were thirty.
   *
   * @param throughputs of the rounds so far, the oldest first
   */
  public static boolean isOver(List<Double> throughputs) {
    int rounds = throughputs.size();
    if (rounds < 2 * WINDOW) {
      return false;
    }
    double before = best(throughputs.subList(0, rounds - WINDOW));
    double last = best(throughputs.subList(rounds - WINDOW, rounds));
    return rounds >= MOST || last <= GAIN * before;
  }

  private static double best(List<Double> throughputs) {
    return throughputs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
