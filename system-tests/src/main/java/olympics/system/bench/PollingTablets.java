package olympics.system.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.system.Shown;
import olympics.wire.Methods;
import olympics.wire.Struct;

/**
 * Many tablets in one process that ask for Gaul's tally as a stone tablet without {@code --push}
 * does: every second, at times spread evenly over it. Thread-safe; closing it ends them.
 */
final class PollingTablets implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 1_000;
  private static final CallOptions CALL = CallOptions.within(Duration.ofSeconds(5));

  private final RpcClient rpc = RpcClient.unsigned();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Tablet> tablets = new ArrayList<>();

  PollingTablets(int count, Address balancer) {
    for (int i = 0; i < count; i++) {
      Tablet tablet = new Tablet(balancer);
      tablets.add(tablet);
      long first = INTERVAL_MILLIS * i / count;
      var unusedUntilTheClockStops =
          clock.scheduleAtFixedRate(tablet::ask, first, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** One of them. */
  private final class Tablet implements Shown {
    private final Address balancer;
    private final AtomicLong newest = new AtomicLong(-1);
    private final AtomicLong newestAt = new AtomicLong();

    private Tablet(Address balancer) {
      this.balancer = balancer;
    }

    private void ask() {
      // A call that fails is made up for by the next one; if all fail, nothing is ever shown.
      var unused =
          rpc.call(balancer, Methods.GET_MEDAL_TALLY, List.of("Gaul"), CALL).thenAccept(this::show);
    }

    private synchronized void show(Object answer) {
      long number = Version.parse(Struct.of(answer).string("version")).number();
      if (number > newest.get()) {
        newestAt.set(System.nanoTime());
        newest.set(number);
      }
    }

    @Override
    public long newest() {
      return newest.get();
    }

    @Override
    public long newestAt() {
      return newestAt.get();
    }
  }

  List<? extends Shown> all() {
    return List.copyOf(tablets);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    rpc.close();
  }
}
