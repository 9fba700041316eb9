package olympics.system.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import olympics.games.core.Village;
import olympics.system.Games;
import olympics.system.chaos.Workload;
import olympics.system.core.Staleness;

/** How old what a front-end in pull mode answers really is, by the interval of its polls. */
record StalenessRow(List<Integer> intervalsMillis) implements Row {
  private static final int POLLS = 4;

  @Override
  public String name() {
    return "staleness";
  }

  @Override
  public String what() {
    return "for a plot: age of what a front-end in pull mode answers, polls every "
        + intervalsMillis
        + " ms";
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  /** What is measured is the time between polls; the load for it speaks in plain text. */
  @Override
  public boolean speaksTls() {
    return false;
  }

  @Override
  public void measure(Bench bench) throws RowFailedException {
    for (int interval : intervalsMillis) {
      String option = "--poll-interval=" + interval + "ms";
      try (Games games = bench.prepare("pull", "pull")) {
        games.with(Games.ONE, option).with(Games.TWO, option).startAll();
        note(bench, interval / 1e3, read(bench, games, Duration.ofMillis(interval)));
      }
    }
  }

  /** They are written for at the other front-end, or a write would invalidate at once. */
  private static Staleness read(Bench bench, Games games, Duration interval) {
    Workload workload = new Workload(games, 1);
    try (workload) {
      workload.unhurriedWritersAt(2, Games.TWO, Village.TEAMS).readersAt(2, Games.ONE);
      Duration all = bench.settings().each().multipliedBy(bench.rounds());
      Duration least = interval.multipliedBy(POLLS);
      LockSupport.parkNanos((all.compareTo(least) > 0 ? all : least).toNanos());
    }
    return Staleness.ofUnflagged(workload.history().operations());
  }

  private static void note(Bench bench, double interval, Staleness ages) throws RowFailedException {
    if (ages.seconds().isEmpty()) {
      throw new RowFailedException("no read was answered");
    }
    bench.ours("staleness-p50", interval, 1, ages.quantile(0.5));
    bench.ours("staleness-p99", interval, 1, ages.quantile(0.99));
    bench.ours("staleness-longest", interval, 1, ages.quantile(1));
    bench.show(1, "p99, polls every " + interval + " s", ages.quantile(0.99), "s");
  }
}
