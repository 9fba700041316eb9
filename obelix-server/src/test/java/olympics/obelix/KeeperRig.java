package olympics.obelix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import olympics.obelix.core.Change;
import olympics.obelix.core.PushQueue.Push;
import olympics.obelix.core.Roster;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/** A keeper before a database, both driven by hand; its own polls are an hour apart. */
final class KeeperRig implements AutoCloseable, UpdateListener {
  final AtomicLong clock = new AtomicLong();
  final HandDrivenDatabase database = new HandDrivenDatabase();
  final DatabaseLink link = new DatabaseLink(database, clock::get);
  final List<Push> heard = new ArrayList<>();
  final List<Change> heardChanges = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  final ScoreKeeper keeper;

  KeeperRig(CacheMode mode) {
    keeper =
        new ScoreKeeper(
            new ScoreKeeper.Settings(mode, Duration.ofHours(1), Duration.ofHours(1)),
            link,
            clock::get,
            scheduler,
            this);
    var first = keeper.poll();
    database.polls.remove().complete(HandDrivenDatabase.changes(10));
    assertThat(first).isCompleted();
  }

  void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  /** The code of the fault that an answer failed with. */
  static int faultOf(CompletableFuture<?> answer) {
    assertThat(answer).isCompletedExceptionally();
    try {
      throw new AssertionError("answered " + answer.join());
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(RpcFault.class);
      return ((RpcFault) e.getCause()).code();
    }
  }

  static void assertFault(CompletableFuture<?> answer, FaultCode code) {
    assertThat(faultOf(answer)).isEqualTo(code.code());
  }

  @Override
  public void onTablets(Roster.Page<Address, Tablet> page, long sentAt) {}

  @Override
  public void onTabletNews(List<Tablet> registered, List<Address> unregistered) {}

  @Override
  public void onValues(List<Push> values) {
    heard.addAll(values);
  }

  @Override
  public void onChanges(List<Change> changes) {
    heardChanges.addAll(changes);
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
