package olympics.system.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.games.core.RequestId;

/** Arguments that would change something, if the call that brings them were carried out. */
final class Arguments {
  private static final String ELSEWHERE = "127.0.0.2";
  private static final int PORT = 9999;
  private static final String INTRUDER = "99-" + "9".repeat(32);

  private final AtomicInteger writes = new AtomicInteger();
  private final String version;
  private final String password;

  /**
   * Arguments for one system.
   *
   * @param version that the database is at
   * @param password what to give as the password
   */
  Arguments(String version, String password) {
    this.version = version;
    this.password = password;
  }

  RequestId nextId() {
    return RequestId.of("attack-" + Integer.toHexString(hashCode()), writes.incrementAndGet());
  }

  /**
   * Arguments of the right types for all parameters of a method.
   *
   * @throws AssertionError if one of them is not known: whoever adds a method adds its arguments
   */
  List<Object> of(OfferedMethod method, RequestId id) {
    Map<String, Object> known = known();
    known.put("request_id", id.text());
    List<Object> arguments = new ArrayList<>();
    for (String param : method.params()) {
      if (!known.containsKey(param)) {
        throw new AssertionError(
            "no argument known for "
                + method.name()
                + "("
                + param
                + "), add one to "
                + Arguments.class);
      }
      arguments.add(known.get(param));
    }
    return arguments;
  }

  /** The same, but what would shake the election, the clocks or the caches makes no sense. */
  List<Object> harmlessly(OfferedMethod method, RequestId id) {
    List<Object> arguments = of(method, id);
    List<String> shaking = List.of("greeting", "correction", "notice", "term", "highest_term");
    for (int i = 0; i < arguments.size(); i++) {
      if (shaking.contains(method.params().get(i))) {
        arguments.set(i, arguments.get(i) instanceof Map ? Map.of() : "");
      }
    }
    return arguments;
  }

  private Map<String, Object> known() {
    Map<String, Object> known = new HashMap<>();
    known.put("team", "Gaul");
    known.put("medal", "gold");
    known.put("event", "Stone Curling");
    known.put("score", "attacked");
    known.put("password", password);
    known.put("client_id", "an attacker");
    known.put("min_version", "");
    known.put("version", "");
    known.put("position", "");
    known.put("events_since", 0);
    known.put("items_after", "");
    known.put("after", 0);
    known.put("method", "get_id");
    known.put("host", ELSEWHERE);
    known.put("port", PORT);
    known.put("host_and_port", List.of(ELSEWHERE, PORT));
    known.put("events", List.of("Stone Curling"));
    known.put("teams", List.of("Gaul"));
    known.put("lease_seconds", 600);
    known.put("push_key", "a-key-that-an-attacker-has-drawn");
    known.putAll(control());
    known.putAll(told());
    return known;
  }

  /** Of the election and the clock: a leader of a term past all others, and a clock of its own. */
  private static Map<String, Object> control() {
    String term = "1000000-" + INTRUDER;
    String address = ELSEWHERE + ":" + PORT;
    return Map.of(
        "term",
        term,
        "highest_term",
        term,
        "address",
        address,
        "greeting",
        Map.of(
            "id",
            INTRUDER,
            "address",
            address,
            "role",
            "front-end",
            "attributes",
            Map.of(),
            "term",
            term,
            "leader",
            address),
        "correction",
        Map.of("term", term, "round", 1, "delta_seconds", 3600.0, "agreed", "3 of 3 clocks"));
  }

  /** What a database tells front-ends, and front-ends tell tablets. */
  private Map<String, Object> told() {
    Map<String, Object> tally = new HashMap<>();
    tally.put("team", "Gaul");
    tally.put("gold", 1000);
    tally.put("silver", 1000);
    tally.put("bronze", 1000);
    tally.put("as_of", 1.0);
    tally.put("version", version);
    Map<String, Object> score =
        Map.of("event", "Stone Curling", "score", "attacked", "as_of", 1.0, "version", version);
    Map<String, Object> told = new HashMap<>();
    told.put("tally", tally);
    told.put("challenge", "a challenge");
    told.put("time_of_update", 1.0);
    told.put("struct score", score);
    told.put(
        "notice",
        Map.of(
            "since",
            "",
            "through",
            version,
            "items",
            List.of(Map.of("kind", "tally", "item", tally)),
            "registered",
            List.of(
                Map.of(
                    "host",
                    ELSEWHERE,
                    "port",
                    PORT,
                    "events",
                    List.of(),
                    "teams",
                    List.of("Gaul"),
                    "expires",
                    4e9)),
            "unregistered",
            List.of()));
    return told;
  }
}
