package olympics.database.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes all the work that waits, does it in one transaction, commits, and only then
 * says so. Thread-safe; the work runs on the writer's own thread.
 *
 * <p>While one commit waits for the disk, the work for the next one gathers; so the disk is waited
 * for once per group and not once per write. A quick disk leaves little time for that: if the group
 * before had several pieces of work, and this one has few, the writer pauses once for more, as
 * PostgreSQL does with {@code commit_delay} and {@code commit_siblings}. Who writes alone does not
 * wait, but for the first time after others.
 */
final class GroupCommit {
  /** The most pieces of work in one transaction. */
  static final int MAX_GROUP = 256;

  /** The most pieces of work that wait. */
  static final int MAX_WAITING = 4_096;

  /** After a group of so many there is probably more to come. */
  static final int BUSY_GROUP = 5;

  /** A group of so many need not be larger to be worth a commit. */
  static final int WORTHY_GROUP = 24;

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long PAUSE_NANOS = 1_000_000;
  private static final long IDLE_MILLIS = 100;

  private final WriteTransaction transaction;
  private final Consumer<WriteTransaction> afterCommit;
  private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong commits = new AtomicLong();
  private final Thread thread;
  private volatile Runnable pause = () -> LockSupport.parkNanos(PAUSE_NANOS);
  private volatile boolean closed;
  private volatile boolean ended;

  /** Something to do within a transaction. What it throws undoes it, and only it. */
  @FunctionalInterface
  interface Work<T> {
    T run(WriteTransaction transaction) throws SQLException, RpcFault;
  }

  /**
   * Starts the writer.
   *
   * @param afterCommit told on the writer's thread, before those who wait; must not throw
   */
  GroupCommit(WriteTransaction transaction, Consumer<WriteTransaction> afterCommit) {
    this.transaction = transaction;
    this.afterCommit = afterCommit;
    this.thread = new Thread(this::run, "database-writer");
    thread.start();
  }

  /**
   * Has work done.
   *
   * @param name what it is, for the text of a fault whose outcome is unknown
   * @return completes when the work is on disk; or fails with {@link RpcFault}
   */
  <T> CompletableFuture<T> submit(String name, Work<T> work) {
    Waiting<T> waiting = new Waiting<>(name, work);
    if (closed) {
      waiting.fail(unavailable("the database is closing"));
    } else if (!queue.offer(waiting)) {
      waiting.fail(unavailable("the database has " + MAX_WAITING + " writes waiting"));
    }
    if (ended && queue.remove(waiting)) {
      waiting.fail(unavailable("the database is closing"));
    }
    return waiting.future;
  }

  /** For tests: how the writer pauses for more work, on its own thread. */
  void pauseWith(Runnable other) {
    pause = other;
  }

  /** How many transactions were committed. */
  long commits() {
    return commits.get();
  }

  /** Ends when the work that waits is done. */
  void close() throws InterruptedException {
    closed = true;
    thread.join();
  }

  private void run() {
    List<Waiting<?>> group = new ArrayList<>(MAX_GROUP);
    int before = 0;
    try {
      while (!closed || !queue.isEmpty()) {
        Waiting<?> first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, MAX_GROUP - 1);
          if (before >= BUSY_GROUP && group.size() < WORTHY_GROUP) {
            pause.run();
            queue.drainTo(group, MAX_GROUP - group.size());
          }
          commit(group);
          before = group.size();
          group.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.error("the writer was interrupted, nothing is written any more");
    } finally {
      closed = true;
      ended = true;
      transaction.close();
      queue.forEach(waiting -> waiting.fail(unavailable("the database is closing")));
    }
  }

  private void commit(List<Waiting<?>> group) {
    try {
      transaction.begin();
      for (Waiting<?> waiting : group) {
        waiting.runIn(transaction);
      }
      transaction.finish();
    } catch (SQLException e) {
      LOG.warn("rolled back writes={} reason=\"{}\"", group.size(), e.getMessage());
      transaction.abandon();
      group.forEach(waiting -> waiting.fail(StorageFaults.notExecuted(e)));
      return;
    } catch (RpcFault damaged) {
      LOG.error("rolled back writes={} reason=\"{}\"", group.size(), damaged.getMessage());
      transaction.abandon();
      group.forEach(waiting -> waiting.fail(damaged));
      return;
    }
    try {
      transaction.commit();
    } catch (SQLException e) {
      LOG.error("commit failed writes={} reason=\"{}\"", group.size(), e.getMessage());
      transaction.abandon();
      boolean full = StorageFaults.isFull(e);
      group.forEach(
          waiting ->
              waiting.fail(
                  full
                      ? StorageFaults.notExecuted(e)
                      : StorageFaults.outcomeUnknown(waiting.name)));
      return;
    }
    commits.incrementAndGet();
    afterCommit.accept(transaction);
    group.forEach(Waiting::succeed);
  }

  private static RpcFault unavailable(String why) {
    return new RpcFault(FaultCode.UNAVAILABLE, why + ": nothing was written, try again");
  }

  /** A piece of work and who waits for it. */
  private static final class Waiting<T> {
    private final String name;
    private final Work<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private T result;
    private Throwable refusal;

    Waiting(String name, Work<T> work) {
      this.name = name;
      this.work = work;
    }

    void runIn(WriteTransaction transaction) throws SQLException {
      transaction.mark();
      try {
        result = work.run(transaction);
        transaction.keep();
      } catch (RpcFault | RuntimeException e) {
        transaction.undoToMark();
        refusal = e;
      }
    }

    void succeed() {
      if (refusal == null) {
        future.complete(result);
      } else {
        future.completeExceptionally(refusal);
      }
    }

    /** The transaction failed: even a refusal may have rested on what was rolled back. */
    void fail(RpcFault fault) {
      future.completeExceptionally(fault);
    }
  }
}
