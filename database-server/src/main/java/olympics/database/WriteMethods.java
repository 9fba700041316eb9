package olympics.database;

import static olympics.rpc.RpcMethod.Type.STRING;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import olympics.cli.Password;
import olympics.database.core.Change;
import olympics.database.core.WriteRequest;
import olympics.database.storage.DatabaseManager;
import olympics.games.core.Medal;
import olympics.games.core.RequestId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;

/** The writes, for the front-ends only. The password is checked here once more. */
final class WriteMethods {
  private static final String COMMON_HELP =
      " request_id makes the call safe to send again; it must equal the header. Faults: 400, 401"
          + " wrong password, 404, 409 request_id reused, 503 not executed, 504 outcome unknown.";

  private final DatabaseManager database;
  private final Password password;

  WriteMethods(DatabaseManager database, Password password) {
    this.database = database;
    this.password = password;
  }

  List<RpcMethod> all() {
    return List.of(
        RpcMethod.named(Methods.INCREMENT_MEDAL_TALLY)
            .takes("team", STRING)
            .takes("medal", STRING)
            .takes("password", STRING)
            .mayTake("request_id", STRING)
            .forServers()
            .help("One medal more for a team: gold, silver or bronze." + COMMON_HELP)
            .handledBy(
                call ->
                    write(
                        call, 2, c -> new Change.Increment(c.string(0), Medal.parse(c.string(1))))),
        RpcMethod.named(Methods.SET_SCORE)
            .takes("event", STRING)
            .takes("score", STRING)
            .takes("password", STRING)
            .mayTake("request_id", STRING)
            .forServers()
            .help("Sets an event's score, a text." + COMMON_HELP)
            .handledBy(call -> write(call, 2, c -> new Change.SetScore(c.string(0), c.string(1)))),
        RpcMethod.named(Methods.ADD_TEAM)
            .takes("team", STRING)
            .takes("password", STRING)
            .mayTake("request_id", STRING)
            .forServers()
            .help("Adds a team if it is not there yet." + COMMON_HELP)
            .handledBy(call -> write(call, 1, c -> new Change.AddTeam(c.string(0)))),
        RpcMethod.named(Methods.ADD_EVENT)
            .takes("event", STRING)
            .takes("password", STRING)
            .mayTake("request_id", STRING)
            .forServers()
            .help("Adds an event if it is not there yet." + COMMON_HELP)
            .handledBy(call -> write(call, 1, c -> new Change.AddEvent(c.string(0)))));
  }

  private CompletableFuture<Map<String, Object>> write(
      RpcCall call, int passwordAt, Function<RpcCall, Change> reader) throws RpcFault {
    if (!password.matches(call.string(passwordAt))) {
      RpcFault fault =
          new RpcFault(
              FaultCode.NOT_AUTHORISED,
              "wrong password, expected the one in the database server's cacofonix-password");
      WriteLog.refused(call.method(), "none", fault);
      throw fault;
    }
    RequestId id = requestId(call, passwordAt + 1);
    Change change = reader.apply(call);
    return database
        .write(new WriteRequest(id, change))
        .whenComplete((answer, failure) -> WriteLog.ended(call.method(), id, answer, failure))
        .thenApply(answer -> WriteStructs.of(id, answer.result(), answer.replayed()));
  }

  /** The id of the header and of the parameter; one must be there, and both the same. */
  private static RequestId requestId(RpcCall call, int at) {
    Optional<RequestId> header = call.requestId();
    Optional<RequestId> param =
        call.has(at) ? Optional.of(new RequestId(call.string(at))) : Optional.empty();
    if (header.isPresent() && param.isPresent() && !header.equals(param)) {
      throw new IllegalArgumentException(
          "request_id is " + param.get() + " but the header says " + header.get());
    }
    return param
        .or(() -> header)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no request_id, expected one as the last parameter or in the header"));
  }
}
