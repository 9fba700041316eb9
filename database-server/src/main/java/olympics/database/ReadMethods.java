package olympics.database;

import static olympics.rpc.RpcMethod.Type.ARRAY;
import static olympics.rpc.RpcMethod.Type.STRING;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.database.core.WriteResult;
import olympics.database.storage.DatabaseManager;
import olympics.database.storage.Snapshot;
import olympics.games.core.Names;
import olympics.games.core.OlympicEvent;
import olympics.games.core.RequestId;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.process.core.Role;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Methods;
import olympics.wire.Origin;

/** The reads that anybody may ask for. What is read here is always current. */
final class ReadMethods {
  private static final String COMMON_HELP =
      " client_id names the caller in traces. min_version, from an earlier answer, asks for nothing"
          + " older; the database never has anything older.";

  private static final Origin ORIGIN = new Origin(Role.DATABASE.nameOf(0), false);

  private final DatabaseManager database;

  ReadMethods(DatabaseManager database) {
    this.database = database;
  }

  List<RpcMethod> all() {
    return List.of(
        reading(
            RpcMethod.named(Methods.GET_MEDAL_TALLY)
                .takes("team", STRING)
                .help("A team's medals. Faults: 404 no such team, 400, 503." + COMMON_HELP),
            1,
            call -> tally(database.team(call.string(0)))),
        reading(
            RpcMethod.named(Methods.GET_SCORE)
                .takes("event", STRING)
                .help("An event's score. Faults: 404 no such event, 400, 503." + COMMON_HELP),
            1,
            call -> score(database.event(call.string(0)))),
        reading(
            RpcMethod.named(Methods.GET_MEDAL_TABLE)
                .answers(ARRAY)
                .help("All teams in the order of the Games. Faults: 400, 503." + COMMON_HELP),
            0,
            call -> table(database.teams())),
        RpcMethod.named(Methods.LIST_TEAMS)
            .answers(ARRAY)
            .help("The names of all teams. Faults: 503.")
            .blocking()
            .answeredBy(call -> database.catalogue().value().teams()),
        RpcMethod.named(Methods.LIST_EVENTS)
            .answers(ARRAY)
            .help("The names of all events. Faults: 503.")
            .blocking()
            .answeredBy(call -> database.catalogue().value().events()),
        RpcMethod.named(Methods.GET_WRITE_STATUS)
            .takes("request_id", STRING)
            .help("Whether a write was applied, and what it was answered. Faults: 400, 503.")
            .blocking()
            .answeredBy(this::writeStatus));
  }

  private static Map<String, Object> tally(Snapshot<Team> read) {
    return answer(GamesStructs.unchanging(read.value()), read.through());
  }

  private static Map<String, Object> score(Snapshot<OlympicEvent> read) {
    return answer(GamesStructs.unchanging(read.value()), read.through());
  }

  private static Map<String, Object> answer(Map<String, Object> value, Version through) {
    return GamesStructs.answer(value, ORIGIN, Freshness.CURRENT, through);
  }

  private static List<Map<String, Object>> table(Snapshot<List<Team>> read) {
    return GamesStructs.ofTable(read.value(), ORIGIN, Freshness.CURRENT, read.through());
  }

  private static RpcMethod reading(
      RpcMethod.Builder method, int ownParams, RpcMethod.ImmediateHandler handler) {
    return method
        .mayTake("client_id", STRING)
        .mayTake("min_version", STRING)
        .blocking()
        .answeredBy(
            call -> {
              requireWellFormed(call, ownParams);
              return handler.answer(call);
            });
  }

  /** A version that is well-formed needs no more: what is read here is never behind it. */
  private static void requireWellFormed(RpcCall call, int ownParams) {
    if (call.has(ownParams)) {
      Names.requireText("client_id", call.string(ownParams));
    }
    if (call.has(ownParams + 1) && !call.string(ownParams + 1).isEmpty()) {
      Version.parse(call.string(ownParams + 1));
    }
  }

  private Map<String, Object> writeStatus(RpcCall call) throws RpcFault {
    RequestId id = new RequestId(call.string(0));
    Optional<WriteResult> result = database.applied(id);
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("request_id", id.text());
    struct.put("applied", result.isPresent());
    struct.put("result", result.isPresent() ? WriteStructs.of(id, result.get(), false) : Map.of());
    return struct;
  }
}
