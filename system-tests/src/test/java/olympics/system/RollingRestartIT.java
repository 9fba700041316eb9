package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.chaos.Call;
import olympics.system.chaos.History;
import olympics.system.chaos.Nemesis;
import olympics.system.chaos.Seen;
import olympics.system.chaos.Workload;
import olympics.system.core.Violation;
import olympics.wire.Methods;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * G14: everything but the database is restarted in turn, by SIGTERM, under load. A front-end's
 * restart is invisible to any client, the balancer's to ours.
 */
@Tag("faults")
class RollingRestartIT {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void aRestartOfAFrontEndIsInvisibleToAnyClient() throws Exception {
    int rounds = Dose.of(1, 5, 20);
    try (Games games = Games.start()) {
      Workload workload = new Workload(games, Dose.seed(14));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(14), history::waiting);
      try (workload) {
        workload.writers(3).readers(3);
        for (int round = 0; round < rounds; round++) {
          for (String server : List.of(Games.ONE, Games.TWO)) {
            awaitProgress(history);
            nemesis.terminateAndRestart(server);
            awaitServing(games, server);
          }
        }
        awaitProgress(history);
      }
      List<Violation> violations = new ArrayList<>();
      for (Call call : history.calls()) {
        if (call.seen() != Seen.ANSWERED) {
          violations.add(new Violation("a front-end's restart is invisible", call.toString()));
        }
      }
      violations.addAll(Verdicts.exactlyOnce(games, history));
      String done = rounds + " rounds of the front-ends, " + history.calls().size() + " calls";
      Verdicts.give("G14 any client", done, nemesis, history, violations);
    }
  }

  @Test
  void ourClientsShowNoErrorWhileEverythingButTheDatabaseIsRestarted() throws Exception {
    int rounds = Dose.of(1, 5, 20);
    Path medals = Games.projectRoot().resolve("docs/examples/village-games-medals.csv");
    try (Games games = Games.start()) {
      Workload workload = new Workload(games, Dose.seed(15));
      History history = workload.history();
      Nemesis nemesis = new Nemesis(games, Dose.seed(15), history::waiting);
      try (workload) {
        workload.readers(2);
        GamesProcess tablet = games.client("stone-tablet", "--port=" + FreePorts.take(1).get(0));
        for (int round = 0; round < rounds; round++) {
          GamesProcess cacofonix =
              games.client(
                  "cacofonix", "--replay=" + medals, "--speed=1500", "--run=round-" + round);
          for (String server : List.of(Games.ONE, Games.TWO, Games.BALANCER)) {
            nemesis.terminateAndRestart(server);
            awaitServing(games, server);
          }
          assertThat(cacofonix.waitForEnd(LONG)).as("Cacofonix's exit code").isZero();
          assertNoError(cacofonix);
        }
        assertThat(tablet.isAlive()).as("the tablet lives").isTrue();
        assertNoError(tablet);
      }
      FinalTable table = FinalTable.of(games.call(Games.DATABASE, Methods.GET_MEDAL_TABLE));
      List<Violation> violations = new ArrayList<>();
      if (!table.equals(FinalTable.addedUp(medals).times(rounds))) {
        violations.add(new Violation("each medal is published once a round", table.toString()));
      }
      String done = rounds + " rounds of all but the database, Cacofonix and a tablet";
      Verdicts.give("G14 our clients", done, nemesis, history, violations);
    }
  }

  private static void assertNoError(GamesProcess client) {
    assertThat(client.lines())
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).matches(".*\\b(error|exception)\\b.*"));
  }

  private static void awaitProgress(History history) {
    int enough = history.acknowledged() + 10;
    Workload.await("some writes", LONG, () -> history.acknowledged() >= enough);
  }

  private static void awaitServing(Games games, String server) {
    Workload.await(
        server + " serves again",
        LONG,
        () -> {
          try {
            games.call(server, Methods.GET_MEDAL_TALLY, "Gaul");
            return true;
          } catch (RpcFault | RpcFailure e) {
            return false;
          }
        });
  }
}
