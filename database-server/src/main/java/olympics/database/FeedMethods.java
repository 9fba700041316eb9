package olympics.database;

import static olympics.rpc.RpcMethod.Type.ARRAY;
import static olympics.rpc.RpcMethod.Type.INT;
import static olympics.rpc.RpcMethod.Type.STRING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.database.core.Registration;
import olympics.database.storage.DatabaseManager;
import olympics.database.storage.Snapshot;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Team;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Methods;
import olympics.wire.Struct;

/** What the front-ends ask for their caches and their tablets; for them only. */
final class FeedMethods {
  /** The most teams and events that one tablet may follow. */
  private static final int MAX_FOLLOWED = 1_000;

  private final DatabaseManager database;

  FeedMethods(DatabaseManager database) {
    this.database = database;
  }

  List<RpcMethod> all() {
    return List.of(
        RpcMethod.named(Methods.FETCH_TALLY)
            .takes("team", STRING)
            .forServers()
            .help("A tally, and the version up to which it is true. Faults: 404, 503.")
            .blocking()
            .answeredBy(this::fetchTally),
        RpcMethod.named(Methods.FETCH_SCORE)
            .takes("event", STRING)
            .forServers()
            .help("A score, and the version up to which it is true. Faults: 404, 503.")
            .blocking()
            .answeredBy(this::fetchScore),
        RpcMethod.named(Methods.FETCH_TABLE)
            .forServers()
            .help("All tallies, and the version up to which they are true. Faults: 503.")
            .blocking()
            .answeredBy(call -> fetchTable()),
        RpcMethod.named(Methods.FETCH_NAMES)
            .forServers()
            .help("All names, and the version up to which these are all. Faults: 503.")
            .blocking()
            .answeredBy(call -> fetchNames()),
        RpcMethod.named(Methods.CHANGES_SINCE)
            .takes("version", STRING)
            .forServers()
            .help("What changed since a version, or since '': forget all. Faults: 400, 503.")
            .blocking()
            .answeredBy(call -> FeedStructs.ofChanges(database.changesSince(call.string(0)))),
        RpcMethod.named(Methods.TABLETS_SINCE)
            .takes("position", STRING)
            .forServers()
            .help(
                "What changed in the list of tablets after the position of an earlier answer, or"
                    + " since '': a list of all; a page of it. Faults: 400, 503.")
            .blocking()
            .answeredBy(call -> FeedStructs.ofTablets(database.tabletsSince(call.string(0)))),
        RpcMethod.named(Methods.REGISTER_TABLET)
            .takes("host", STRING)
            .takes("port", INT)
            .takes("events", ARRAY)
            .takes("teams", ARRAY)
            .takes("lease_seconds", INT)
            .mayTake("push_key", STRING)
            .forServers()
            .help(
                "Registers a tablet or renews its lease, of 10 to 600 seconds; pushes to it carry"
                    + " push_key. A struct with through: it is told of what changes after that"
                    + " version. Faults: 400, 404, 503 also if too many are registered.")
            .handledBy(this::register),
        RpcMethod.named(Methods.UNREGISTER_TABLET)
            .takes("host", STRING)
            .takes("port", INT)
            .forServers()
            .help("Ends a tablet's registration. Faults: 400, 503.")
            .handledBy(this::unregister));
  }

  private Map<String, Object> fetchTally(RpcCall call) throws RpcFault {
    Snapshot<Team> team = database.team(call.string(0));
    return FeedStructs.ofItem(GamesStructs.ofTeam(team.value(), Freshness.CURRENT), team.through());
  }

  private Map<String, Object> fetchScore(RpcCall call) throws RpcFault {
    Snapshot<OlympicEvent> event = database.event(call.string(0));
    return FeedStructs.ofItem(
        GamesStructs.ofEvent(event.value(), Freshness.CURRENT), event.through());
  }

  private Map<String, Object> fetchTable() throws RpcFault {
    Snapshot<List<Team>> teams = database.teams();
    List<Map<String, Object>> items = new ArrayList<>();
    for (Team team : teams.value()) {
      items.add(GamesStructs.ofTeam(team, Freshness.CURRENT));
    }
    return Map.of("items", items, "through", teams.through().toString());
  }

  private Map<String, Object> fetchNames() throws RpcFault {
    Snapshot<DatabaseManager.Catalogue> names = database.catalogue();
    return Map.of(
        "teams", names.value().teams(),
        "events", names.value().events(),
        "through", names.through().toString());
  }

  private CompletableFuture<Map<String, Object>> register(RpcCall call) {
    Address tablet = tablet(call);
    List<String> events = Struct.strings(call.params().get(2));
    List<String> teams = Struct.strings(call.params().get(3));
    int followed = events.size() + teams.size();
    if (followed == 0 || followed > MAX_FOLLOWED) {
      throw new IllegalArgumentException(
          followed + " teams and events to follow, expected 1 to " + MAX_FOLLOWED);
    }
    var lease = Registration.lease(call.integer(4));
    Optional<PushKey> pushKey =
        call.has(5) ? Optional.of(new PushKey(call.string(5))) : Optional.empty();
    return database
        .register(tablet, teams, events, lease, pushKey)
        .thenApply(
            registered -> {
              Map<String, Object> struct = new LinkedHashMap<>();
              struct.put("host", tablet.host());
              struct.put("port", tablet.port());
              struct.put("events", registered.value().events());
              struct.put("teams", registered.value().teams());
              struct.put("lease_seconds", (int) lease.toSeconds());
              struct.put(GamesStructs.THROUGH, registered.through().toString());
              return struct;
            });
  }

  private CompletableFuture<Map<String, Object>> unregister(RpcCall call) {
    Address tablet = tablet(call);
    return database
        .unregister(tablet)
        .thenApply(known -> Map.of("host", tablet.host(), "port", tablet.port(), "known", known));
  }

  private static Address tablet(RpcCall call) {
    Address tablet = new Address(call.string(0), call.integer(1));
    if (tablet.port() == 0) {
      throw new IllegalArgumentException("not a port: 0, expected 1 to 65535");
    }
    return tablet;
  }
}
