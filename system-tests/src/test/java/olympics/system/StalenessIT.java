package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import olympics.games.core.Village;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.chaos.History;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Workload;
import olympics.system.core.Operation;
import olympics.system.core.Staleness;
import olympics.system.core.StalenessChecker;
import olympics.system.core.Violation;
import olympics.system.link.LinkFault;
import olympics.wire.Methods;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * G7: no read that is not flagged stale is older than its mode's bound, though front-ends are cut
 * off from the database, stopped and continued.
 */
@Tag("faults")
class StalenessIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  /**
   * Nobody writes for it, so that the first front-end holds it whatever happens: a notice may get
   * through when nothing can be fetched any more, and what it names is dropped.
   */
  private static final String UNWRITTEN = Village.TEAMS.get(0);

  private static final List<String> WRITTEN = Village.TEAMS.subList(1, Village.TEAMS.size());

  @ParameterizedTest
  @CsvSource({"pull, --poll-interval", "push, --reconcile-interval"})
  void noUnflaggedReadIsOlderThanTheBound(String mode, String option) {
    Duration interval = Duration.ofMillis(500);
    Duration bound = interval.plusSeconds(1);
    int reads = Dose.of(500, 20_000, 100_000);
    int rounds = Dose.of(1, 5, 20);
    try (Games games = Games.prepare(mode, mode).throughLinks()) {
      games.with(Games.ONE, option + "=500ms").with(Games.TWO, option + "=500ms").startAll();
      Workload workload = new Workload(games, Dose.seed(7));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(7), history::waiting);
      try (workload) {
        // The second front-end keeps its link: writes go on while the first is cut off. They go
        // to it directly, since the first one would drop what it was asked to write.
        workload
            .unhurriedWritersAt(2, Games.TWO, WRITTEN)
            .readersAt(4, Games.ONE, Games.TWO)
            .readers(2);
        for (int round = 1; round <= rounds; round++) {
          cutOff(games, nemesis, new LinkFault.Cut());
          untilFlagged(nemesis, history, bound);
          cutOff(games, nemesis, new LinkFault.Silence());
          untilFlagged(nemesis, history, bound);
          stop(nemesis, history, bound);
          int enough = (int) ((long) reads * round / rounds);
          Workload.await(
              enough + " reads", LONG.multipliedBy(5), () -> history.readsAnswered() >= enough);
        }
      }
      List<Operation> operations = history.operations();
      List<Violation> violations = new ArrayList<>(StalenessChecker.check(operations, bound));
      long flagged =
          operations.stream().filter(o -> o instanceof Operation.Read r && r.stale()).count();
      assertThat(flagged).as("reads flagged stale").isPositive();
      Staleness curve = Staleness.ofUnflagged(operations);
      Verdicts.give(
          "G7 " + mode,
          String.format(
              Locale.ROOT,
              "%d reads, %d flagged stale, bound %.1f s; age of the others: %s",
              history.readsAnswered(),
              flagged,
              bound.toMillis() / 1e3,
              curve),
          nemesis,
          history,
          violations);
    }
  }

  /** Cuts the first front-end off when it has something to serve while it is alone. */
  private static void cutOff(Games games, Nemesis nemesis, LinkFault fault) {
    Workload.await("front-end 1 serves " + UNWRITTEN, LONG, () -> serves(games, UNWRITTEN));
    nemesis.harm(Games.ONE, Games.DATABASE, fault);
  }

  private static boolean serves(Games games, String team) {
    try {
      games.call(Games.ONE, Methods.GET_MEDAL_TALLY, team);
      return true;
    } catch (RpcFault | RpcFailure e) {
      return false;
    }
  }

  private static void untilFlagged(Nemesis nemesis, History history, Duration bound) {
    int flagged = history.readsFlagged();
    passWithWrites(nemesis, history, bound.plusSeconds(1));
    Workload.await("a read flagged stale", LONG, () -> history.readsFlagged() > flagged);
    nemesis.heal();
    passWithWrites(nemesis, history, Duration.ZERO);
  }

  private static void stop(Nemesis nemesis, History history, Duration bound) {
    nemesis.stop(Games.ONE);
    passWithWrites(nemesis, history, bound.plusSeconds(1));
    nemesis.resume(Games.ONE);
    passWithWrites(nemesis, history, Duration.ZERO);
  }

  /** At least so long, and until there was something to miss. */
  private static void passWithWrites(Nemesis nemesis, History history, Duration time) {
    int enough = history.acknowledged() + 5;
    nemesis.pause(time);
    Workload.await("some writes", LONG, () -> history.acknowledged() >= enough);
  }
}
