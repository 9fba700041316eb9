package olympics.tablet;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Methods;
import olympics.wire.Origin;
import olympics.wire.Struct;

/** Pygmy.com and all behind it, as a tablet sees them; keeps what it is asked. */
final class FakeBalancer implements AutoCloseable {
  static final String EPOCH = "a".repeat(16);

  final List<RpcCall> calls = new CopyOnWriteArrayList<>();
  volatile int leaseSeconds = 30;
  volatile Optional<RpcFault> fault = Optional.empty();

  /** The only method that {@link #fault} is given by; all, if empty. */
  volatile String faulty = "";

  /** The version that answers say they are true for; the last one written, if empty. */
  volatile Optional<String> through = Optional.empty();

  /** Who answers, and whether from its cache. */
  volatile Origin origin = new Origin("obelix-1", true);

  /** What happens before a tablet is registered, and after it has asked. */
  volatile Runnable beforeRegistration = () -> {};

  final Map<ItemKey, Map<String, Object>> items = new ConcurrentHashMap<>();
  private final AtomicLong statuses = new AtomicLong();
  private final AtomicLong number = new AtomicLong();
  private Address address = new Address("127.0.0.1", 0);
  private RpcServer server;

  FakeBalancer() throws PortInUseException {
    List.of("Gaul", "Rome", "Greece").forEach(team -> tally(team, 0));
    List.of("Stone Curling", "Stone Skating", "Weaving")
        .forEach(event -> score(event, OlympicEvent.NO_SCORE));
    comeBack();
  }

  Address address() {
    return new Address("localhost", address.port());
  }

  /** Sets a tally; the result is the struct that a push would carry. */
  Map<String, Object> tally(String team, int gold) {
    Map<String, Object> struct =
        GamesStructs.ofTeam(new Team(team, gold, 0, 0, stamp()), Freshness.CURRENT);
    items.put(ItemKey.tally(team), struct);
    return struct;
  }

  /** Sets a score; the result is the struct that a push would carry. */
  Map<String, Object> score(String event, String score) {
    Map<String, Object> struct =
        GamesStructs.ofEvent(new OlympicEvent(event, score, stamp()), Freshness.CURRENT);
    items.put(ItemKey.score(event), struct);
    return struct;
  }

  void goAway() {
    server.close();
  }

  void comeBack() throws PortInUseException {
    server =
        RpcServer.start(
            new RpcServer.Settings(address, Optional.empty(), () -> true),
            List.of(
                list(Methods.LIST_TEAMS, "team"),
                list(Methods.LIST_EVENTS, "event"),
                get(Methods.GET_MEDAL_TALLY, ItemKey.Kind.TALLY),
                get(Methods.GET_SCORE, ItemKey.Kind.SCORE),
                RpcMethod.named(Methods.GET_MEDAL_TABLE)
                    .takes("client_id", RpcMethod.Type.STRING)
                    .takes("min_version", RpcMethod.Type.STRING)
                    .answeredBy(call -> noted(call, table())),
                RpcMethod.named(Methods.GET_STATUS)
                    .takes("events_since", RpcMethod.Type.INT)
                    .takes("items_after", RpcMethod.Type.STRING)
                    .answeredBy(call -> noted(call, status())),
                RpcMethod.named(Methods.REGISTER_CLIENT)
                    .takes("address", RpcMethod.Type.ARRAY)
                    .takes("events", RpcMethod.Type.ARRAY)
                    .takes("teams", RpcMethod.Type.ARRAY)
                    .mayTake("push_key", RpcMethod.Type.STRING)
                    .answeredBy(call -> noted(call, registered())),
                RpcMethod.named(Methods.UNREGISTER_CLIENT)
                    .takes("address", RpcMethod.Type.ARRAY)
                    .answeredBy(call -> noted(call, Map.of("known", true)))));
    address = server.address();
  }

  List<RpcCall> calls(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private Stamp stamp() {
    return new Stamp(new Version(EPOCH, number.getAndIncrement()), Instant.EPOCH);
  }

  private Map<String, Object> registered() {
    beforeRegistration.run();
    return Map.of("lease_seconds", leaseSeconds, GamesStructs.THROUGH, lastVersion());
  }

  private String lastVersion() {
    return through.orElse(new Version(EPOCH, number.get() - 1).toString());
  }

  /** Of one front-end after the other, whose clocks are not the same. */
  private Map<String, Object> status() {
    int uid = 1 + (int) (statuses.getAndIncrement() % 2);
    return Map.of(
        "role", "front-end", "uid", uid, "time", System.currentTimeMillis() / 1e3 + 60 * uid);
  }

  private List<Map<String, Object>> table() {
    return GamesStructs.ofTable(
        items.values().stream()
            .filter(struct -> struct.containsKey("team"))
            .map(struct -> GamesStructs.team(Struct.of(struct)))
            .toList(),
        origin,
        Freshness.CURRENT,
        new Version(EPOCH, number.get() - 1));
  }

  private RpcMethod list(String method, String member) {
    return RpcMethod.named(method)
        .answers(RpcMethod.Type.ARRAY)
        .answeredBy(
            call ->
                noted(
                    call,
                    items.values().stream()
                        .filter(struct -> struct.containsKey(member))
                        .map(struct -> struct.get(member))
                        .sorted()
                        .toList()));
  }

  private RpcMethod get(String method, ItemKey.Kind kind) {
    return RpcMethod.named(method)
        .takes("name", RpcMethod.Type.STRING)
        .takes("client_id", RpcMethod.Type.STRING)
        .takes("min_version", RpcMethod.Type.STRING)
        .answeredBy(
            call -> {
              Map<String, Object> struct = items.get(new ItemKey(kind, call.string(0)));
              if (struct == null) {
                throw new RpcFault(FaultCode.NOT_FOUND, "there is no '" + call.string(0) + "'");
              }
              Map<String, Object> answer = new HashMap<>(struct);
              answer.put(GamesStructs.THROUGH, lastVersion());
              origin.putInto(answer);
              return noted(call, answer);
            });
  }

  private <T> T noted(RpcCall call, T answer) throws RpcFault {
    calls.add(call);
    if (fault.isPresent() && (faulty.isEmpty() || faulty.equals(call.method()))) {
      throw fault.get();
    }
    return answer;
  }
}
