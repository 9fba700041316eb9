package olympics.obelix;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import olympics.games.core.RequestId;
import olympics.games.core.Version;
import olympics.obelix.core.Change;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Struct;

/**
 * Passes writes on to the database and tells their outcome as it is: done, not done, or unknown.
 * Thread-safe; nothing blocks.
 */
final class Writes {
  private static final int STATUS_QUESTIONS = 2;
  private static final long MILLIS_BETWEEN_QUESTIONS = 200;

  private final Database database;
  private final ScoreKeeper keeper;

  Writes(Database database, ScoreKeeper keeper) {
    this.database = database;
    this.keeper = keeper;
  }

  /**
   * Sends a write.
   *
   * @return the database's answer; or fails with the fault to answer, 504 if the outcome is unknown
   */
  CompletableFuture<Map<String, Object>> send(Write write) {
    return database
        .write(write)
        .thenApply(result -> acknowledged(write, result))
        .exceptionallyCompose(error -> failed(write, Failures.cause(error)));
  }

  private Map<String, Object> acknowledged(Write write, Map<String, Object> result) {
    Struct answer = new Struct(result);
    if (answer.has("version")) {
      Version version = Version.parse(answer.string("version"));
      keeper.onWritten(new Change(write.item(), version));
    } else {
      keeper.onPerhapsWritten(write.item());
    }
    return result;
  }

  private CompletableFuture<Map<String, Object>> failed(Write write, Throwable cause) {
    if (cause instanceof RpcFault fault && !isUnknown(fault)) {
      return CompletableFuture.failedFuture(Failures.fromDatabase(fault));
    }
    if (cause instanceof RpcFailure failure
        && failure.delivery() == RpcFailure.Delivery.NOT_DELIVERED) {
      return CompletableFuture.failedFuture(Failures.unreachable(failure));
    }
    keeper.onPerhapsWritten(write.item());
    if (cause instanceof RpcFault || cause instanceof RpcFailure) {
      return askStatus(write, STATUS_QUESTIONS);
    }
    return CompletableFuture.failedFuture(cause);
  }

  private static boolean isUnknown(RpcFault fault) {
    return fault.is(FaultCode.OUTCOME_UNKNOWN) || fault.is(FaultCode.INTERNAL);
  }

  private CompletableFuture<Map<String, Object>> askStatus(Write write, int questions) {
    return database
        .writeStatus(write.id())
        .thenApply(Struct::new)
        .exceptionally(error -> new Struct(Map.of("applied", false)))
        .thenCompose(
            status -> {
              if (status.bool("applied")) {
                return CompletableFuture.completedFuture(
                    acknowledged(write, RpcDatabase.members(status.struct("result"))));
              }
              return questions > 1
                  ? later(() -> askStatus(write, questions - 1))
                  : CompletableFuture.failedFuture(Failures.outcomeUnknown(write.id()));
            });
  }

  private static CompletableFuture<Map<String, Object>> later(
      Supplier<CompletableFuture<Map<String, Object>>> question) {
    return CompletableFuture.runAsync(
            () -> {},
            CompletableFuture.delayedExecutor(
                MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS, Runnable::run))
        .thenCompose(unused -> question.get());
  }

  /**
   * What the database knows of a write.
   *
   * @return its answer; or fails with the fault to answer
   */
  CompletableFuture<Map<String, Object>> status(RequestId id) {
    return database
        .writeStatus(id)
        .exceptionallyCompose(error -> CompletableFuture.failedFuture(Failures.ofRead(error)));
  }
}
