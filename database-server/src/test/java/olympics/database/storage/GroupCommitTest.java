package olympics.database.storage;

import static olympics.database.storage.StorageFixture.fault;
import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import olympics.games.core.Medal;
import olympics.games.core.RequestId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

class GroupCommitTest {
  @TempDir private Path directory;
  private StorageFixture games;

  @BeforeEach
  void open() throws Exception {
    games = new StorageFixture(directory.resolve("scores.db"));
  }

  @AfterEach
  void close() throws Exception {
    games.close();
  }

  /** Work that keeps the writer busy until the latch is released. */
  private CompletableFuture<Boolean> hold(CountDownLatch release) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> held =
        games
            .database()
            .writer()
            .submit(
                "a test's pause",
                transaction -> {
                  begun.countDown();
                  try {
                    return release.await(10, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    return held;
  }

  @Test
  void writesThatWaitAreCommittedTogether() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(release);
    List<CompletableFuture<WriteAnswer>> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writes.add(games.increment("w/" + i, "Gaul"));
    }
    CompletableFuture<WriteAnswer> refused = games.increment("x", "Atlantis");
    CompletableFuture<WriteAnswer> twin = games.increment("w/5", "Gaul");
    assertThat(writes).noneMatch(CompletableFuture::isDone);
    release.countDown();
    get(held);
    for (CompletableFuture<WriteAnswer> write : writes) {
      get(write);
    }
    assertThat(fault(refused).is(FaultCode.NOT_FOUND)).isTrue();
    assertThat(get(twin).replayed()).isTrue();
    assertThat(games.database().commits()).isEqualTo(2);
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(100);
    assertThat(games.told).singleElement().satisfies(c -> assertThat(c.items()).hasSize(1));
  }

  @Test
  void afterABusyGroupTheWriterPausesOnceForMore() throws Exception {
    List<CompletableFuture<WriteAnswer>> late = new CopyOnWriteArrayList<>();
    games
        .database()
        .writer()
        .pauseWith(() -> late.add(games.increment("late/" + late.size(), "Gaul")));
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(release);
    List<CompletableFuture<WriteAnswer>> busy = new ArrayList<>();
    for (int i = 0; i < GroupCommit.BUSY_GROUP; i++) {
      busy.add(games.increment("busy/" + i, "Gaul"));
    }
    release.countDown();
    get(held);
    for (CompletableFuture<WriteAnswer> write : busy) {
      get(write);
    }
    assertThat(late).as("the group before had one piece of work").isEmpty();
    get(games.increment("next", "Gaul"));
    get(late.get(0));
    assertThat(games.database().commits()).as("the late one shares a commit").isEqualTo(3);
    get(games.increment("lone", "Gaul"));
    assertThat(late).as("the group before was a small one").hasSize(1);
  }

  @Test
  void nobodyIsAnsweredBeforeTheCommitHasReturned() throws Exception {
    CountDownLatch together = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(together);
    CountDownLatch committing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> slowDisk =
        games
            .database()
            .writer()
            .submit(
                "a test's slow disk",
                transaction -> {
                  holdCommits(transaction, committing, release);
                  return true;
                });
    CompletableFuture<WriteAnswer> write = games.increment("w/1", "Gaul");
    CompletableFuture<WriteAnswer> refused = games.increment("w/2", "Atlantis");
    together.countDown();
    get(held);
    assertThat(committing.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(List.of(slowDisk, write, refused)).noneMatch(CompletableFuture::isDone);
    assertThat(games.told).as("the front-ends are told").isEmpty();
    assertThat(games.database().team("Gaul").value().gold()).isZero();
    release.countDown();
    get(write);
    assertThat(fault(refused).is(FaultCode.NOT_FOUND)).isTrue();
    assertThat(games.told).hasSize(1);
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(1);
  }

  /** SQLite calls the hook when a commit begins, and nothing is committed before it returns. */
  private static void holdCommits(
      WriteTransaction transaction, CountDownLatch committing, CountDownLatch release)
      throws SQLException {
    transaction
        .session()
        .connection()
        .unwrap(SQLiteConnection.class)
        .addCommitListener(
            new SQLiteCommitListener() {
              @Override
              public void onCommit() {
                committing.countDown();
                try {
                  assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }

              @Override
              public void onRollback() {
                throw new IllegalStateException("not expected");
              }
            });
  }

  @Test
  void aWriteBeyondTheBoundIsRefusedAndNotExecuted() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(release);
    List<CompletableFuture<WriteAnswer>> writes = new ArrayList<>();
    for (int i = 0; i < GroupCommit.MAX_WAITING; i++) {
      writes.add(games.increment("w/" + i, "Gaul"));
    }
    RpcFault full = fault(games.increment("one-too-many", "Gaul"));
    assertThat(full.is(FaultCode.UNAVAILABLE)).isTrue();
    release.countDown();
    get(held);
    for (CompletableFuture<WriteAnswer> write : writes) {
      get(write);
    }
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(GroupCommit.MAX_WAITING);
  }

  @Test
  void whatOneWriteThrowsUndoesThatWriteOnly() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(release);
    CompletableFuture<WriteAnswer> before = games.increment("1", "Gaul");
    CompletableFuture<Object> broken =
        games
            .database()
            .writer()
            .submit(
                "a test's failure",
                transaction -> {
                  var gaul = Items.team(transaction.session(), "Gaul").orElseThrow();
                  Items.update(
                      transaction.session(), gaul.plus(Medal.SILVER, transaction.nextStamp()));
                  throw new RpcFault(FaultCode.BAD_ARGUMENT, "planted");
                });
    CompletableFuture<WriteAnswer> after = games.increment("2", "Gaul");
    release.countDown();
    get(held);
    get(before);
    assertThat(fault(broken)).hasMessage("planted");
    get(after);
    var gaul = games.database().team("Gaul");
    assertThat(gaul.value().gold()).isEqualTo(2);
    assertThat(gaul.value().silver()).isZero();
    assertThat(gaul.through()).isEqualTo(gaul.value().stamp().version());
  }

  @Test
  void aFullDiskIsSaidSoAndWritesResumeByThemselves() throws Exception {
    get(games.increment("1", "Gaul"));
    setMaxPages("1");
    String score = "x".repeat(200);
    RpcFault full = null;
    int written = 0;
    // Pages in use have some room: writes fail when a new one is needed.
    while (full == null && written < 1_000) {
      try {
        get(games.setScore("f/" + written, score));
        written++;
      } catch (ExecutionException e) {
        full = (RpcFault) e.getCause();
      }
    }
    assertThat(full).isNotNull().hasMessageContaining("disk is full");
    assertThat(full.is(FaultCode.UNAVAILABLE)).isTrue();
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(1);
    assertThat(games.database().applied(new RequestId("f/" + written))).isEmpty();
    setMaxPages("1000000");
    assertThat(get(games.setScore("f/" + written, score)).replayed()).isFalse();
  }

  private void setMaxPages(String pages) throws Exception {
    get(
        games
            .database()
            .writer()
            .submit(
                "a test's limit",
                transaction -> {
                  transaction.session().run("PRAGMA max_page_count = " + pages);
                  return true;
                }));
  }

  @Test
  void aCommitThatFailsHasAnUnknownOutcomeThatNamesTheRequest() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> held = hold(release);
    CompletableFuture<WriteAnswer> write = games.increment("mine", "Gaul");
    CompletableFuture<Boolean> planted =
        games
            .database()
            .writer()
            .submit(
                "a planted failure",
                transaction -> {
                  transaction.session().run("PRAGMA defer_foreign_keys = ON");
                  transaction
                      .session()
                      .run("INSERT INTO score_writer VALUES ('no such event', 'w', 1, 1)");
                  return true;
                });
    release.countDown();
    get(held);
    assertThat(fault(planted).is(FaultCode.OUTCOME_UNKNOWN)).isTrue();
    RpcFault unknown = fault(write);
    assertThat(unknown.is(FaultCode.OUTCOME_UNKNOWN)).isTrue();
    assertThat(unknown).hasMessageContaining("mine").hasMessageContaining("get_write_status");
    assertThat(get(games.increment("mine", "Gaul")).replayed()).isFalse();
    assertThat(games.database().team("Gaul").value().gold()).isEqualTo(1);
  }

  @Test
  void afterClosingNothingIsWritten() throws Exception {
    games.close();
    assertThat(fault(games.increment("1", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
  }
}
