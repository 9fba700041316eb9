package olympics.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import olympics.cli.Secrets;
import olympics.games.core.Village;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.NoClock;
import olympics.rpc.RpcClient;
import olympics.rpc.ServerIdentity;
import olympics.wire.Methods;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many tablets as are taken: every front-end knows them all, whatever it missed. */
@Tag("faults")
class ManyTabletsIT {
  private static final int PER_HOST = 16;
  private static final int AT_A_TIME = 200;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final CallOptions CALL = CallOptions.within(Duration.ofSeconds(30));

  private final int tablets = Dose.setting(1_000, 5_000, 5_000);
  private final int leaving = tablets / 5;

  @Test
  void aFrontEndOrADatabaseThatIsStartedAgainEndsWithTheRightTablets() throws Exception {
    try (Games games = Games.start("pull", "push");
        RpcClient rpc = signing(games)) {
      Address database = games.address(Games.DATABASE);
      register(rpc, database, tablets);
      for (String frontEnd : List.of(Games.ONE, Games.TWO)) {
        restart(games, frontEnd).awaitLine(" of " + tablets + " tablets", SOON);
      }
      restart(games, Games.DATABASE);
      forEach(
          leaving,
          i -> rpc.call(database, Methods.UNREGISTER_TABLET, List.of(host(i), port(i)), CALL));
      for (String frontEnd : List.of(Games.ONE, Games.TWO)) {
        restart(games, frontEnd).awaitLine(" of " + (tablets - leaving) + " tablets", SOON);
      }
    }
  }

  private static GamesProcess restart(Games games, String server) {
    games.server(server).kill();
    return games.startServer(server);
  }

  /** Calls as a front-end of these Games. */
  static RpcClient signing(Games games) {
    return RpcClient.signing(
        new ServerIdentity(
            Role.FRONT_END,
            new ProcessId(9, "9".repeat(32)),
            Secrets.in(games.dataDirectory(), false).clusterKey(),
            new NoClock()));
  }

  private static void register(RpcClient rpc, Address database, int tablets) throws Exception {
    List<String> events = Village.EVENTS.stream().map(Village.Event::name).toList();
    forEach(
        tablets,
        i ->
            rpc.call(
                database,
                Methods.REGISTER_TABLET,
                List.of(host(i), port(i), events, Village.TEAMS, 600),
                CALL));
  }

  /** What a tablet's call to the database is. */
  @FunctionalInterface
  private interface Call {
    CompletableFuture<?> of(int tablet);
  }

  private static void forEach(int tablets, Call call) throws Exception {
    for (int from = 0; from < tablets; from += AT_A_TIME) {
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = from; i < Math.min(tablets, from + AT_A_TIME); i++) {
        calls.add(call.of(i));
      }
      CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    }
  }

  /** An address of this machine where nobody listens. */
  private static String host(int tablet) {
    int number = tablet / PER_HOST;
    return "127.1." + number / 250 + "." + (1 + number % 250);
  }

  private static int port(int tablet) {
    return 1024 + tablet % PER_HOST;
  }
}
