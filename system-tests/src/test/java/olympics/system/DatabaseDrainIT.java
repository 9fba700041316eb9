package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGTERM: the database server takes no more calls, ends what is in progress, answers it, and
 * closes its file: no log is left, and the exit code is 0.
 */
@Tag("faults")
class DatabaseDrainIT {
  private static final int AT_ONCE = 64;
  private static final int CALLS_BEFORE = 100;
  private static final int MOST_CALLS = 250;
  private static final Duration LONG = Duration.ofSeconds(30);

  private int sent;
  private int inFlight;
  private final List<String> acknowledged = new ArrayList<>();
  private final Map<String, Throwable> undone = new LinkedHashMap<>();

  @Test
  void whatIsInProgressIsAnsweredAndTheLogIsClosed() throws Exception {
    int rounds = Dose.of(2, 5, 20);
    try (DatabaseRig rig = DatabaseRig.prepare()) {
      for (int round = 0; round < rounds; round++) {
        terminateUnderWrites(rig);
        assertThat(rig.file().resolveSibling("scores.db-wal")).doesNotExist();
        assertThat(rig.file().resolveSibling("scores.db-shm")).doesNotExist();
      }
      GamesProcess server = rig.start();
      for (String id : acknowledged) {
        assertThat(rig.applied(id)).as("acknowledged " + id).isTrue();
      }
      for (Map.Entry<String, Throwable> write : undone.entrySet()) {
        assertThat(rig.applied(write.getKey()))
            .as("not answered, so not done: %s, but %s", write.getKey(), write.getValue())
            .isFalse();
      }
      assertThat(rig.read("Gaul").integer("gold")).isEqualTo(acknowledged.size());
      assertThat(rig.temporaryFiles()).isEmpty();
      assertThat(server.terminate(LONG)).isZero();
    }
    record(rounds);
    assertThat(inFlight).as("SIGTERM met writes in flight").isPositive();
  }

  private void terminateUnderWrites(DatabaseRig rig) throws Exception {
    GamesProcess server = rig.start();
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<Object>> answers = new ArrayList<>();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    int enough = acknowledged.size() + 1;
    Semaphore room = new Semaphore(AT_ONCE);
    for (int i = 0; !ended.isDone() && i < MOST_CALLS; i++) {
      assertThat(room.tryAcquire(30, TimeUnit.SECONDS)).as("an answer comes").isTrue();
      String id = "drain/" + sent++;
      ids.add(id);
      answers.add(rig.increment("Gaul", id).whenComplete((answer, failure) -> room.release()));
      if (i == CALLS_BEFORE) {
        assertThat(answers.stream().filter(CompletableFuture::isDone).count())
            .as("some are answered before")
            .isPositive();
        terminate(server, ended);
      }
    }
    assertThat(ended.get(30, TimeUnit.SECONDS)).as("exit code").isZero();
    for (int i = 0; i < ids.size(); i++) {
      sortOut(ids.get(i), answers.get(i));
    }
    assertThat(acknowledged.size()).isGreaterThanOrEqualTo(enough);
  }

  private void terminate(GamesProcess server, CompletableFuture<Integer> ended) {
    Thread stopper =
        new Thread(
            () -> {
              try {
                ended.complete(server.terminate(LONG));
              } catch (AssertionError e) {
                ended.completeExceptionally(e);
              }
            },
            "stopper");
    stopper.setDaemon(true);
    stopper.start();
  }

  /**
   * Answered; or refused without effect; or the connection was closed, as an idle one is at any
   * time: then the request was not taken on. What was taken on is answered.
   */
  private void sortOut(String id, CompletableFuture<Object> answer) throws Exception {
    try {
      answer.get(30, TimeUnit.SECONDS);
      acknowledged.add(id);
    } catch (ExecutionException e) {
      inFlight++;
      if (e.getCause() instanceof RpcFault fault) {
        assertThat(fault.code()).as(id).isEqualTo(FaultCode.UNAVAILABLE.code());
      } else {
        assertThat(e.getCause()).as(id).isInstanceOf(RpcFailure.class);
      }
      undone.put(id, e.getCause());
    }
  }

  private void record(int rounds) {
    Results.standard()
        .add(
            new Results.Run(
                "drain",
                rounds + " SIGTERMs of the database server, " + sent + " writes",
                acknowledged.size() + " answered, " + undone.size() + " refused or not taken on",
                "kept"));
  }
}
