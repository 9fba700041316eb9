package olympics.cacofonix.core;

import java.time.Duration;

/** The simulation as a run: updates at a fixed rate. Confined to one thread. */
public final class SimulatedGames implements UpdateSource {
  private final VillageSimulation simulation;
  private final Duration gap;
  private final long total;
  private long played;
  private Update last;

  /**
   * A run of the simulation.
   *
   * @param perSecond how many updates a second, above 0
   * @param total how many updates, or {@link #ENDLESS}
   */
  public SimulatedGames(long seed, double perSecond, long total) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("not a rate: " + perSecond + ", expected more than 0");
    }
    this.simulation = new VillageSimulation(seed);
    this.gap = Duration.ofNanos(Math.round(1e9 / perSecond));
    this.total = total;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public Update update(long sequence) {
    if (sequence < 1 || sequence < played || sequence > total) {
      throw new IllegalArgumentException("update " + sequence + " is gone, played " + played);
    }
    while (played < sequence) {
      last = simulation.next();
      played++;
    }
    return last;
  }

  @Override
  public Duration gapBefore(long sequence) {
    return gap;
  }

  @Override
  public boolean catchesUp() {
    return false;
  }
}
