package olympics.system.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.FakeTablets;
import olympics.system.Games;
import olympics.system.Shown;
import olympics.system.bench.core.Figures;
import olympics.wire.Methods;
import olympics.wire.Struct;

/**
 * How long after an update was acknowledged the tablets show it, one update after another. The
 * tablets are many in one process, with a port each; to show is to have read the version.
 *
 * @param push numbers of tablets that are pushed to
 * @param poll numbers of tablets that ask
 */
record TabletsRow(String name, List<Integer> push, List<Integer> poll) implements Row {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int REGISTERED_AT_ONCE = 16;
  private static final int FEWEST_UPDATES = 3;

  @Override
  public String what() {
    return "update acknowledged until shown by tablets, pushed to "
        + push
        + (poll.isEmpty() ? "" : ", asking every second " + poll);
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  /** The tablets of the measurement speak plain text. */
  @Override
  public boolean speaksTls() {
    return false;
  }

  @Override
  public void measure(Bench bench) throws Exception {
    for (int count : push) {
      try (Games games = bench.prepare("push", "push");
          FakeTablets tablets = new FakeTablets(count, count + 2)) {
        games.startAll();
        for (int round = 0; round <= bench.rounds(); round++) {
          // Registrations last 30 s; these tablets renew them as real ones do.
          register(tablets, games.address(Games.BALANCER));
          note(bench, "push", round, updates(bench, games, tablets.all()), count);
        }
      }
    }
    for (int count : poll) {
      try (Games games = bench.prepare("push", "push")) {
        games.startAll();
        try (PollingTablets tablets = new PollingTablets(count, games.address(Games.BALANCER))) {
          for (int round = 0; round <= bench.rounds(); round++) {
            note(bench, "poll", round, updates(bench, games, tablets.all()), count);
          }
        }
      }
    }
  }

  /** The first round warms up. */
  private static void note(Bench bench, String way, int round, List<Double> millis, int count) {
    if (round > 0) {
      double p99 = Figures.quantile(millis, 0.99);
      bench.ours(way + "-p50", count, round, Figures.quantile(millis, 0.5));
      bench.ours(way + "-p99", count, round, p99);
      bench.show(round, way + " to " + count + " tablets, p99", p99, "ms");
    }
  }

  private static void register(FakeTablets tablets, Address balancer)
      throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(REGISTERED_AT_ONCE);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (FakeTablets.Tablet tablet : tablets.all()) {
        calls.add(
            () -> {
              tablet.register(balancer);
              return null;
            });
      }
      for (Future<Void> call : callers.invokeAll(calls)) {
        call.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** For each update and each tablet, the milliseconds until it was shown. */
  private static List<Double> updates(Bench bench, Games games, List<? extends Shown> tablets)
      throws RpcFault, RpcFailure, RowFailedException {
    List<Double> millis = new ArrayList<>();
    long end = System.nanoTime() + bench.settings().each().toNanos();
    for (int done = 0; done < FEWEST_UPDATES || System.nanoTime() < end; done++) {
      Struct answer =
          Struct.of(
              games.call(
                  Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, "Gaul", "gold", games.password()));
      long acknowledged = System.nanoTime();
      long number = Version.parse(answer.string("version")).number();
      for (Shown tablet : tablets) {
        awaitShown(tablet, number, acknowledged + LONGEST.toNanos());
        // It may be shown before the writer has its acknowledgement.
        millis.add(Math.max(0, tablet.newestAt() - acknowledged) / 1e6);
      }
    }
    return millis;
  }

  private static void awaitShown(Shown tablet, long number, long deadline)
      throws RowFailedException {
    while (tablet.newest() < number) {
      if (System.nanoTime() > deadline) {
        throw new RowFailedException("an update was not shown within " + LONGEST);
      }
      LockSupport.parkNanos(200_000);
    }
  }
}
