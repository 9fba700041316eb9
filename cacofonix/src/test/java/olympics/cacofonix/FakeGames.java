package olympics.cacofonix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import olympics.games.core.Medal;
import olympics.games.core.Names;
import olympics.games.core.RequestId;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcFault;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.wire.Methods;

/**
 * The Games in memory behind a real RPC server, which may fail before or after it acts and knows
 * each request id again. Thread-safe.
 */
final class FakeGames implements AutoCloseable {
  static final String PASSWORD = "open sesame";

  private final Map<String, int[]> tallies = new TreeMap<>();
  private final Map<String, String> scores = new TreeMap<>();
  private final Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
  private final Map<String, Long> lastSequences = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final Random random = new Random(11);
  private RpcServer server;
  private double failureRate;
  private int writes;

  private FakeGames() {}

  /** Starts on a free port. */
  static FakeGames start() throws Exception {
    FakeGames games = new FakeGames();
    games.listen(0);
    return games;
  }

  private void listen(int port) throws Exception {
    server =
        RpcServer.start(
            new RpcServer.Settings(new Address("127.0.0.1", port), Optional.empty(), () -> true),
            methods());
  }

  int port() {
    return server.address().port();
  }

  /** Stops listening; what it knows stays. Comes back with {@link #comeBack}. */
  void goAway() {
    server.close();
  }

  void comeBack() throws Exception {
    listen(port());
  }

  synchronized void failing(double rate) {
    failureRate = rate;
  }

  /** Team → gold/silver/bronze. */
  synchronized Map<String, String> tallies() {
    Map<String, String> shown = new TreeMap<>();
    tallies.forEach((team, t) -> shown.put(team, t[0] + "/" + t[1] + "/" + t[2]));
    return shown;
  }

  synchronized Map<String, String> scores() {
    return new TreeMap<>(scores);
  }

  /** How many writes took effect. */
  synchronized int writes() {
    return writes;
  }

  /** What the callers must never do. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    server.close();
  }

  private List<RpcMethod> methods() {
    return List.of(
        RpcMethod.named(Methods.LIST_TEAMS)
            .answers(RpcMethod.Type.ARRAY)
            .answeredBy(call -> names(tallies)),
        RpcMethod.named(Methods.LIST_EVENTS)
            .answers(RpcMethod.Type.ARRAY)
            .answeredBy(call -> names(scores)),
        RpcMethod.named(Methods.ADD_TEAM)
            .takes("team", RpcMethod.Type.STRING)
            .takes("password", RpcMethod.Type.STRING)
            .answeredBy(this::addTeam),
        RpcMethod.named(Methods.ADD_EVENT)
            .takes("event", RpcMethod.Type.STRING)
            .takes("password", RpcMethod.Type.STRING)
            .answeredBy(this::addEvent),
        write(Methods.INCREMENT_MEDAL_TALLY, "team", "medal"),
        write(Methods.SET_SCORE, "event", "score"));
  }

  private RpcMethod write(String name, String first, String second) {
    return RpcMethod.named(name)
        .takes(first, RpcMethod.Type.STRING)
        .takes(second, RpcMethod.Type.STRING)
        .takes("password", RpcMethod.Type.STRING)
        .mayTake("request_id", RpcMethod.Type.STRING)
        .answeredBy(this::write);
  }

  private synchronized List<String> names(Map<String, ?> of) {
    return List.copyOf(of.keySet());
  }

  private synchronized Object addTeam(RpcCall call) throws RpcFault {
    checkPassword(call.string(1));
    tallies.putIfAbsent(call.string(0), new int[3]);
    return Map.of("team", call.string(0));
  }

  private synchronized Object addEvent(RpcCall call) throws RpcFault {
    checkPassword(call.string(1));
    scores.putIfAbsent(call.string(0), "No score yet!");
    return Map.of("event", call.string(0));
  }

  private synchronized Object write(RpcCall call) throws RpcFault {
    checkPassword(call.string(2));
    failAtTimes(FaultCode.UNAVAILABLE);
    String id = call.string(3);
    Map<String, Object> known = answers.get(id);
    if (known == null) {
      checkOrder(call, new RequestId(id));
      known = act(call);
      writes++;
      answers.put(id, known);
    } else {
      known = new HashMap<>(known);
      known.put("replayed", true);
    }
    failAtTimes(FaultCode.OUTCOME_UNKNOWN);
    return known;
  }

  private Map<String, Object> act(RpcCall call) throws RpcFault {
    String name = call.string(0);
    Map<String, Object> answer = new HashMap<>();
    answer.put("replayed", false);
    answer.put("version", String.format("%016x.%d", 1, writes));
    if (call.method().equals(Methods.SET_SCORE)) {
      known(scores, name);
      scores.put(name, call.string(1));
      answer.put("superseded", false);
      return answer;
    }
    int[] tally = known(tallies, name);
    switch (Medal.parse(call.string(1))) {
      case GOLD -> tally[0]++;
      case SILVER -> tally[1]++;
      case BRONZE -> tally[2]++;
    }
    answer.putAll(Map.of("gold", tally[0], "silver", tally[1], "bronze", tally[2]));
    return answer;
  }

  private static <T> T known(Map<String, T> items, String name) throws RpcFault {
    T item = items.get(name);
    if (item == null) {
      throw new RpcFault(FaultCode.NOT_FOUND, "no such item: " + Names.quotable(name));
    }
    return item;
  }

  private void checkOrder(RpcCall call, RequestId id) {
    long sequence = id.sequence().orElseThrow();
    String item = call.method() + " " + call.string(0) + " by " + id.writer().orElseThrow();
    Long before = lastSequences.put(item, sequence);
    if (before != null && before > sequence) {
      complaints.add(item + ": " + sequence + " came after " + before);
    }
  }

  private static void checkPassword(String given) throws RpcFault {
    if (!given.equals(PASSWORD)) {
      throw new RpcFault(FaultCode.NOT_AUTHORISED, "not the password");
    }
  }

  private void failAtTimes(FaultCode code) throws RpcFault {
    if (random.nextDouble() < failureRate) {
      throw new RpcFault(code, "planned failure");
    }
  }
}
