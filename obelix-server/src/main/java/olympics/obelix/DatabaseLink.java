package olympics.obelix;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import olympics.games.core.RequestId;
import olympics.games.core.Version;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.Reachability;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database whose answers and silences are noted. Thread-safe. */
final class DatabaseLink implements Database {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLink.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Database database;
  private final LongSupplier clock;
  private final Reachability reachability = new Reachability(GRACE);

  DatabaseLink(Database database, LongSupplier clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whether the last call got no answer. */
  boolean away() {
    synchronized (reachability) {
      return reachability.away();
    }
  }

  /** Whether writes, and reads of what is not cached, may be sent here. */
  boolean ready() {
    long now = clock.getAsLong();
    synchronized (reachability) {
      return reachability.ready(now);
    }
  }

  @Override
  public CompletableFuture<Fetched> fetch(CacheKey key) {
    return noted(database.fetch(key));
  }

  @Override
  public CompletableFuture<Changes> changesSince(Optional<Version> since) {
    return noted(database.changesSince(since));
  }

  @Override
  public CompletableFuture<Tablets> tabletsSince(String position) {
    return noted(database.tabletsSince(position));
  }

  @Override
  public CompletableFuture<Map<String, Object>> write(Write write) {
    return noted(database.write(write));
  }

  @Override
  public CompletableFuture<Map<String, Object>> writeStatus(RequestId id) {
    return noted(database.writeStatus(id));
  }

  @Override
  public CompletableFuture<Map<String, Object>> register(Tablet tablet, Duration lease) {
    return noted(database.register(tablet, lease));
  }

  @Override
  public CompletableFuture<Map<String, Object>> unregister(Address tablet) {
    return noted(database.unregister(tablet));
  }

  private <T> CompletableFuture<T> noted(CompletableFuture<T> answer) {
    return answer.whenComplete((value, error) -> note(error));
  }

  private void note(Throwable error) {
    Throwable cause = error == null ? null : Failures.cause(error);
    boolean refused = cause instanceof RpcFault fault && fault.is(FaultCode.NOT_AUTHORISED);
    boolean answered = cause == null || (cause instanceof RpcFault && !refused);
    long now = clock.getAsLong();
    Reachability.Turn turn;
    synchronized (reachability) {
      turn = answered ? reachability.onAnswer(now) : reachability.onFailure();
    }
    switch (turn) {
      case BACK -> LOG.info("the database answers");
      case LOST -> LOG.warn("the database does not answer, reason={}", cause.getMessage());
      case NONE -> {}
    }
  }
}
