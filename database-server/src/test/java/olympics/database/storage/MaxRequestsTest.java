package olympics.database.storage;

import static olympics.database.storage.StorageFixture.fault;
import static olympics.database.storage.StorageFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import olympics.database.core.Change;
import olympics.database.core.WriteRequest;
import olympics.games.core.RequestId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound on the request ids that are kept. */
class MaxRequestsTest {
  @TempDir private Path directory;

  private StorageFixture open(long maxRequests) throws Exception {
    return new StorageFixture(
        new DatabaseManager.Settings(directory.resolve("scores.db"), maxRequests));
  }

  @Test
  void aWritePastTheBoundIsRefusedBeforeAnyEffectAndTheRestGoesOn() throws Exception {
    try (StorageFixture games = open(2)) {
      WriteAnswer first = get(games.increment("w/1", "Gaul"));
      get(games.setScore("w/2", "2"));
      var through = games.database().teams().through();
      int told = games.told.size();

      RpcFault refused = fault(games.setScore("w/3", "3"));
      assertThat(refused.is(FaultCode.UNAVAILABLE)).isTrue();
      assertThat(refused)
          .hasMessageContaining("keeps 2 request ids")
          .hasMessageContaining("nothing was written")
          .hasMessageContaining("--max-requests");
      for (Change change :
          List.of(new Change.AddTeam("Iberia"), new Change.AddEvent("Menhir Throwing"))) {
        assertThat(fault(games.write("x", change)).is(FaultCode.UNAVAILABLE)).isTrue();
      }
      assertThat(fault(games.increment("w/3", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();

      assertThat(games.database().teams().through()).isEqualTo(through);
      assertThat(games.told).hasSize(told);
      assertThat(games.database().catalogue().value().teams()).hasSize(5);
      assertThat(games.database().event("Stone Curling").value().score()).isEqualTo("2");
      assertThat(games.database().applied(new RequestId("w/3"))).isEmpty();
      assertThat(games.database().applied(new RequestId("w/1"))).contains(first.result());
      assertThat(get(games.increment("w/1", "Gaul")))
          .isEqualTo(new WriteAnswer(first.result(), true));
      assertThat(fault(games.increment("w/1", "Rome")).is(FaultCode.ID_REUSED)).isTrue();
    }
    try (StorageFixture games = open(2)) {
      assertThat(fault(games.increment("w/3", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
    }
    try (StorageFixture games = open(1)) {
      assertThat(get(games.increment("w/1", "Gaul")).replayed()).as("a smaller bound").isTrue();
      assertThat(fault(games.increment("w/3", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
    }
    try (StorageFixture games = open(3)) {
      assertThat(get(games.increment("w/3", "Gaul")).replayed()).as("a larger one").isFalse();
      assertThat(fault(games.increment("w/4", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
    }
  }

  @Test
  void whatWasUndoneOrOnlyRepeatedDoesNotCount() throws Exception {
    try (StorageFixture games = open(10)) {
      CountDownLatch release = new CountDownLatch(1);
      CompletableFuture<Boolean> held = hold(games, release);
      List<CompletableFuture<WriteAnswer>> writes = new ArrayList<>();
      for (int i = 1; i <= 9; i++) {
        writes.add(games.increment("w/" + i, "Gaul"));
        writes.add(games.increment("w/" + i, "Gaul"));
        assertThat(games.increment("x/" + i, "Atlantis")).isNotDone();
        undoneWithin(games, "u/" + i);
      }
      release.countDown();
      get(held);
      for (CompletableFuture<WriteAnswer> write : writes) {
        get(write);
      }
      assertThat(get(games.increment("w/10", "Gaul")).replayed()).isFalse();
      assertThat(fault(games.increment("w/11", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
      assertThat(count(games, Sql.COUNT_REQUESTS)).isEqualTo(10);
    }
  }

  @Test
  void aGroupThatIsRolledBackDoesNotCount() throws Exception {
    try (StorageFixture games = open(2)) {
      get(games.increment("w/1", "Gaul"));
      CountDownLatch release = new CountDownLatch(1);
      CompletableFuture<Boolean> held = hold(games, release);
      CompletableFuture<WriteAnswer> lost = games.increment("lost", "Gaul");
      CompletableFuture<Object> broken = submit(games, "INSERT INTO no_such_table VALUES (1)");
      release.countDown();
      assertThat(fault(lost)).hasMessageContaining("nothing was changed");
      assertThat(fault(broken).is(FaultCode.UNAVAILABLE)).isTrue();
      assertThat(fault(held).is(FaultCode.UNAVAILABLE)).isTrue();
      get(games.increment("w/2", "Gaul"));
      assertThat(fault(games.increment("w/3", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
    }
  }

  @Test
  void afterACommitOfWhichNobodyKnowsTheRowsAreCountedAgain() throws Exception {
    try (StorageFixture games = open(2)) {
      get(games.increment("w/1", "Gaul"));
      CountDownLatch release = new CountDownLatch(1);
      CompletableFuture<Boolean> held = hold(games, release);
      CompletableFuture<WriteAnswer> unknown = games.increment("unknown", "Gaul");
      CompletableFuture<Object> planted =
          submit(
              games,
              "PRAGMA defer_foreign_keys = ON",
              "INSERT INTO score_writer VALUES ('no such event', 'w', 1, 1)");
      release.countDown();
      assertThat(fault(unknown).is(FaultCode.OUTCOME_UNKNOWN)).isTrue();
      assertThat(fault(planted).is(FaultCode.OUTCOME_UNKNOWN)).isTrue();
      assertThat(fault(held).is(FaultCode.OUTCOME_UNKNOWN)).isTrue();
      get(games.increment("w/2", "Gaul"));
      assertThat(fault(games.increment("w/3", "Gaul")).is(FaultCode.UNAVAILABLE)).isTrue();
    }
  }

  @Test
  void thereAreNeverMoreWritersOfScoresThanRequests() throws Exception {
    try (StorageFixture games = open(20)) {
      for (int i = 0; i < 20; i++) {
        get(games.setScore("writer-" + i + "/1", "1"));
      }
      assertThat(fault(games.setScore("writer-20/1", "1")).is(FaultCode.UNAVAILABLE)).isTrue();
      assertThat(count(games, "SELECT count(*) FROM score_writer")).isEqualTo(20);
    }
  }

  /** Work that keeps the writer busy, and its group open, until the latch is released. */
  private static CompletableFuture<Boolean> hold(StorageFixture games, CountDownLatch release)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var unused =
        games
            .database()
            .writer()
            .submit(
                "a test's pause",
                transaction -> {
                  begun.countDown();
                  return await(release);
                });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    return games.database().writer().submit("the next group", transaction -> true);
  }

  private static boolean await(CountDownLatch release) {
    try {
      return release.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<Object> submit(StorageFixture games, String... statements) {
    return games
        .database()
        .writer()
        .submit(
            "planted",
            transaction -> {
              for (String statement : statements) {
                transaction.session().run(statement);
              }
              return true;
            });
  }

  /** A write that is executed, and undone with what it was a part of. */
  private static void undoneWithin(StorageFixture games, String id) {
    var unused =
        games
            .database()
            .writer()
            .submit(
                "undone",
                transaction -> {
                  var written =
                      Writes.execute(
                          transaction,
                          new WriteRequest(new RequestId(id), new Change.AddTeam("Team " + id)));
                  throw new RpcFault(FaultCode.BAD_ARGUMENT, "planted after " + written);
                });
  }

  private static long count(StorageFixture games, String sql) throws Exception {
    return get(
        games
            .database()
            .writer()
            .submit("a count", transaction -> transaction.session().number(sql)));
  }
}
