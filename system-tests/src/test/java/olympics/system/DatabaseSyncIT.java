package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import olympics.rpc.RpcClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * G3: acknowledged means on disk. Counted with strace: how often the database's log was forced to
 * disk between the sending of a write and its answer.
 *
 * <p>Where strace is missing, or may not trace, the everyday dose says so and checks less: that
 * each acknowledged write is committed. The other doses fail there.
 */
@Tag("faults")
class DatabaseSyncIT {
  /** Each caller keeps as many calls on their way as one front-end does. */
  private static final Duration SLOW_DISK = Duration.ofMillis(20);

  private static final int CALLERS = 4;

  private static final int WRITERS_PER_CALLER = 64;
  private static final int WRITERS = CALLERS * WRITERS_PER_CALLER;

  private static final int WARM_UP = 4;

  /** The target: of the writers that wait together, ten share one fsync at least. */
  private static final double MOST_FSYNCS_EACH = 0.1;

  private static final String MISSING =
      "DatabaseSyncIT: strace is missing or may not trace here (install it, or allow ptrace): "
          + "FSYNCS WERE NOT COUNTED, only that each acknowledged write is committed";

  @Test
  void betweenAWriteAndItsAnswerTheLogIsForcedToDisk() throws Exception {
    int writes = Dose.of(60, 300, 1_000);
    try (DatabaseRig rig = DatabaseRig.prepare()) {
      if (!DatabaseSyncTrace.isPossible()) {
        assertCommittedOnly(rig, writes);
        return;
      }
      DatabaseSyncTrace trace = trace(rig);
      rig.start(trace.prefix());
      List<String> unsynced = new ArrayList<>();
      long first = trace.count();
      long before = first;
      for (int i = 0; i < writes; i++) {
        rig.incrementAndWait("Gaul", "sync/" + i);
        long after = trace.count();
        if (after == before) {
          unsynced.add("sync/" + i);
        }
        before = after;
      }
      record(
          writes + " acknowledgements to one writer",
          (before - first) + " fsyncs",
          unsynced.isEmpty() ? "kept" : unsynced.size() + " answers before an fsync");
      assertThat(unsynced).as("acknowledged before they were on disk").isEmpty();
    }
  }

  /**
   * On a disk that is slower than the machine, however busy that is: otherwise writers may take so
   * long to send their next write that few of them wait at once.
   */
  @Test
  void writersThatWaitTogetherShareOneFsync() throws Exception {
    int each = Dose.of(8, 40, 125);
    try (DatabaseRig rig = DatabaseRig.prepare()) {
      boolean traced = DatabaseSyncTrace.isPossible();
      DatabaseSyncTrace trace = trace(rig);
      rig.start(traced ? trace.prefix(SLOW_DISK) : new String[0]);
      List<RpcClient> callers = Stream.generate(rig::anotherCaller).limit(CALLERS).toList();
      // All connections are open, and all writers wait together, before anything is counted.
      int first = writeTogether(rig, callers, "first", WARM_UP);
      long before = traced ? trace.count() : 0;
      int acknowledged = writeTogether(rig, callers, "writer", each);
      assertThat(rig.read("Gaul").integer("gold")).isEqualTo(first + acknowledged);
      if (!traced) {
        declareUncounted();
        return;
      }
      long synced = trace.count() - before;
      double share = (double) synced / acknowledged;
      record(
          "%d acknowledgements to %d writers, an fsync takes %d ms"
              .formatted(acknowledged, WRITERS, SLOW_DISK.toMillis()),
          "%d fsyncs, %.3f each".formatted(synced, share),
          share <= MOST_FSYNCS_EACH ? "kept" : "more than " + MOST_FSYNCS_EACH + " each");
      assertThat(synced).as("fsyncs").isPositive();
      assertThat(share).as("fsyncs for one acknowledgement").isLessThanOrEqualTo(MOST_FSYNCS_EACH);
    }
  }

  private static DatabaseSyncTrace trace(DatabaseRig rig) {
    return new DatabaseSyncTrace(rig.directory().resolve("trace"), "/scores.db-wal");
  }

  private static int writeTogether(DatabaseRig rig, List<RpcClient> callers, String name, int each)
      throws Exception {
    AtomicInteger acknowledged = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        String writer = name + w + "/";
        RpcClient caller = callers.get(w % CALLERS);
        writers.add(
            () -> {
              for (int i = 0; i < each; i++) {
                rig.incrementAndWait(caller, "Gaul", writer + i);
                acknowledged.incrementAndGet();
              }
              return null;
            });
      }
      for (Future<Void> writer : pool.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return acknowledged.get();
  }

  private static void assertCommittedOnly(DatabaseRig rig, int writes) throws Exception {
    rig.start();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + rig.file());
        PreparedStatement find =
            connection.prepareStatement("SELECT count(*) FROM applied_request WHERE id = ?")) {
      for (int i = 0; i < writes; i++) {
        rig.incrementAndWait("Gaul", "sync/" + i);
        assertThat(found(find, "sync/" + i)).as("committed when acknowledged").isTrue();
      }
    }
    declareUncounted();
  }

  private static boolean found(PreparedStatement find, String id) throws SQLException {
    find.setString(1, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() && row.getInt(1) == 1;
    }
  }

  private static void declareUncounted() {
    LoggerFactory.getLogger(DatabaseSyncIT.class).warn(MISSING);
    record("commits compared with acknowledgements", "none counted: no strace", "not shown");
    assertThat(Dose.chosen()).as(MISSING).isEqualTo(Dose.EVERYDAY);
  }

  private static void record(String done, String faults, String verdict) {
    Results.standard().add(new Results.Run("G3", done, faults, verdict));
  }
}
