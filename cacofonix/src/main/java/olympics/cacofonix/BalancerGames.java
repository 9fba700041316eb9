package olympics.cacofonix;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import olympics.cacofonix.core.Update;
import olympics.cacofonix.core.Update.MedalWon;
import olympics.cacofonix.core.Update.ScoreReport;
import olympics.cli.Password;
import olympics.games.core.RequestId;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** The Games behind PygmyDotCom, or a front-end. Thread-safe. */
final class BalancerGames implements Games {
  /** Past the balancer's own total deadline of 5 s, so that its word comes first. */
  private static final CallOptions OPTIONS = CallOptions.within(Duration.ofSeconds(8));

  private final RpcClient client;
  private final Address server;
  private final Password password;

  BalancerGames(RpcClient client, Address server, Password password) {
    this.client = client;
    this.server = server;
    this.password = password;
  }

  @Override
  public Setback setback(Throwable failure) {
    return Setback.of(failure, server);
  }

  @Override
  public CompletableFuture<Struct> publish(RequestId id, Update update) {
    CompletableFuture<Object> answer;
    if (update instanceof MedalWon won) {
      answer =
          call(
              Methods.INCREMENT_MEDAL_TALLY,
              List.of(won.team(), won.medal().wireName(), password.reveal(), id.text()));
    } else {
      ScoreReport report = (ScoreReport) update;
      answer =
          call(
              Methods.SET_SCORE,
              List.of(report.event(), report.score(), password.reveal(), id.text()));
    }
    return answer.thenApply(result -> complete(Struct.of(result), update));
  }

  /** An answer that lacks what we show is refused here, before it counts as one. */
  private static Struct complete(Struct answer, Update update) {
    var unusedReplayed = answer.bool("replayed");
    if (update instanceof MedalWon) {
      var unusedVersion = answer.string("version");
      for (String medal : List.of("gold", "silver", "bronze")) {
        var unusedCount = answer.integer(medal);
      }
    }
    return answer;
  }

  CompletableFuture<List<String>> listTeams() {
    return call(Methods.LIST_TEAMS, List.of()).thenApply(Struct::strings);
  }

  CompletableFuture<List<String>> listEvents() {
    return call(Methods.LIST_EVENTS, List.of()).thenApply(Struct::strings);
  }

  CompletableFuture<Object> addTeam(String team) {
    return call(Methods.ADD_TEAM, List.of(team, password.reveal()));
  }

  CompletableFuture<Object> addEvent(String event) {
    return call(Methods.ADD_EVENT, List.of(event, password.reveal()));
  }

  private CompletableFuture<Object> call(String method, List<?> params) {
    return client.call(server, method, params, OPTIONS);
  }
}
