package olympics.database.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import olympics.database.core.Change;
import olympics.database.core.WriteRequest;
import olympics.games.core.Medal;
import olympics.games.core.RequestId;
import olympics.rpc.RpcFault;

/** A database in a file, with a clock that the test sets. */
final class StorageFixture implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  final List<Commit> told = new CopyOnWriteArrayList<>();
  private volatile Instant now = START;
  private final DatabaseManager database;

  StorageFixture(Path file) throws IOException {
    this(new DatabaseManager.Settings(file));
  }

  StorageFixture(DatabaseManager.Settings settings) throws IOException {
    database = DatabaseManager.open(settings, () -> now);
    database.tell(told::add);
  }

  DatabaseManager database() {
    return database;
  }

  void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  CompletableFuture<WriteAnswer> increment(String id, String team) {
    return write(id, new Change.Increment(team, Medal.GOLD));
  }

  CompletableFuture<WriteAnswer> setScore(String id, String score) {
    return write(id, new Change.SetScore("Stone Curling", score));
  }

  CompletableFuture<WriteAnswer> write(String id, Change change) {
    return database.write(new WriteRequest(new RequestId(id), change));
  }

  /** Waits for an answer. */
  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  /** Waits for a fault. */
  static RpcFault fault(CompletableFuture<?> future) throws InterruptedException, TimeoutException {
    try {
      Object answer = future.get(10, TimeUnit.SECONDS);
      throw new AssertionError("expected a fault, got " + answer);
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof RpcFault fault) {
        return fault;
      }
      throw new AssertionError("expected a fault", e);
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
