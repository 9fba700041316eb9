package olympics.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.chaos.Call;
import olympics.system.chaos.History;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Seen;
import olympics.system.chaos.Workload;
import olympics.system.core.Violation;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * G4 and G5: the death or the silence of one front-end is nothing that a client notices.
 *
 * <p>Isolated: it asserts how long calls take, and other tests would take the processors away.
 */
@Isolated
@Tag("faults")
class FailoverIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final String EVENT = "Stone Curling";

  private static final Duration LATE = Duration.ofSeconds(2);
  private static final int STALLED_MILLIS = 1_500;

  @Test
  void noClientNoticesThatAFrontEndIsKilledWhileTheOtherLives() {
    int kills = Dose.of(4, 40, 300);
    try (Games games = Games.start()) {
      Workload workload = new Workload(games, Dose.seed(4));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(4), history::waiting);
      try (workload) {
        workload.writers(2).readers(4);
        for (int kill = 0; kill < kills; kill++) {
          long next = System.nanoTime() + PERIOD.toNanos();
          String server = kill % 2 == 0 ? Games.ONE : Games.TWO;
          nemesis.killAndRestart(server);
          awaitServing(games, server);
          awaitAnswers(history);
          nemesis.pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
      }
      Latencies latencies = Latencies.of(history.calls());
      List<Violation> violations = errors(history);
      if (latencies.shareWithin(LATE) < 0.999) {
        violations.add(new Violation("99.9% are answered within " + LATE, latencies.toString()));
      }
      violations.addAll(Verdicts.exactlyOnce(games, history));
      Verdicts.give("G4", done(history, latencies), nemesis, history, violations);
    }
  }

  @Test
  void aStoppedFrontEndIsMaskedAndWhatItFinishesLateOverwritesNothing() throws Exception {
    int stalls = Dose.of(3, 25, 100);
    List<Violation> late = new ArrayList<>();
    try (Games games = Games.start();
        RpcClient direct = RpcClient.unsigned()) {
      Workload workload = new Workload(games, Dose.seed(5));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(5), history::waiting);
      try (workload) {
        workload.writers(2).readers(4);
        for (int stall = 1; stall <= stalls; stall++) {
          boolean one = nemesis.random().nextBoolean();
          String stopped = one ? Games.ONE : Games.TWO;
          nemesis.stop(stopped);
          var zombie = setScore(direct, games, stopped, 2 * stall);
          Struct newer =
              Struct.of(
                  setScore(direct, games, one ? Games.TWO : Games.ONE, 2 * stall + 1)
                      .get(30, TimeUnit.SECONDS));
          // Longer than promised, or a call that waits for it to continue would be in time as well.
          int millis = STALLED_MILLIS + 500 + nemesis.random().nextInt(1_500);
          nemesis.pause(Duration.ofMillis(millis));
          nemesis.resume(stopped);
          overwritten(games, newer, zombie).ifPresent(late::add);
          awaitServing(games, stopped);
          awaitAnswers(history);
        }
      }
      Latencies latencies = Latencies.of(history.calls());
      List<Violation> violations = errors(history);
      violations.addAll(late);
      if (latencies.quantile(0.999) > STALLED_MILLIS) {
        violations.add(
            new Violation("p99.9 is at most " + STALLED_MILLIS + " ms", latencies.toString()));
      }
      violations.addAll(Verdicts.exactlyOnce(games, history));
      Verdicts.give("G5", done(history, latencies), nemesis, history, violations);
    }
  }

  /** The stopped server takes the connection and the request, and answers when it continues. */
  private static CompletableFuture<Object> setScore(
      RpcClient direct, Games games, String server, int sequence) {
    return direct.call(
        games.address(server),
        Methods.SET_SCORE,
        List.of(EVENT, Integer.toString(sequence), games.password(), "scorer/" + sequence),
        CallOptions.within(Duration.ofSeconds(30)));
  }

  private static Optional<Violation> overwritten(
      Games games, Struct newer, CompletableFuture<Object> zombie) throws Exception {
    Struct late = Struct.of(zombie.get(30, TimeUnit.SECONDS));
    String now = Struct.of(games.call(Games.DATABASE, Methods.GET_SCORE, EVENT)).string("score");
    return late.bool("superseded") && now.equals(newer.string("score"))
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "a late write never overwrites a newer one of its writer",
                "after " + newer.members() + " came " + late.members() + ", now it is " + now));
  }

  private static void awaitServing(Games games, String server) {
    Workload.await(server + " serves again", LONG, () -> serves(games, server));
  }

  private static boolean serves(Games games, String server) {
    try {
      return !Struct.of(games.call(server, Methods.GET_MEDAL_TALLY, "Gaul")).bool("stale");
    } catch (RpcFault | RpcFailure e) {
      return false;
    }
  }

  /** However slow the machine is: some traffic for each fault. */
  private static void awaitAnswers(History history) {
    int enough = history.readsAnswered() + 30;
    Workload.await("some reads", LONG, () -> history.readsAnswered() >= enough);
  }

  private static List<Violation> errors(History history) {
    List<Call> failed =
        history.calls().stream().filter(call -> call.seen() != Seen.ANSWERED).toList();
    List<Violation> violations = new ArrayList<>();
    failed.forEach(
        call -> violations.add(new Violation("a client sees no error", call.toString())));
    return violations;
  }

  private static String done(History history, Latencies latencies) {
    return String.format(
        Locale.ROOT,
        "%d calls, %.3f%% within 2 s, %s",
        history.calls().size(),
        100 * latencies.shareWithin(Duration.ofSeconds(2)),
        latencies);
  }
}
