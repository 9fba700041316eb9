package olympics.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.games.core.Lineage;
import olympics.games.core.MedalTable;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;

/** The values of the Games as XML-RPC structs, there and back. Times are seconds since 1970. */
public final class GamesStructs {
  /** The member that says for which version of the database an answer is true. */
  public static final String THROUGH = "through";

  private static final double NANOS_PER_SECOND = 1e9;

  private GamesStructs() {}

  /** team, gold, silver, bronze, as_of, version, stale, age_seconds. */
  public static Map<String, Object> ofTeam(Team team, Freshness freshness) {
    Map<String, Object> struct = unchanging(team);
    putFreshness(struct, freshness);
    return struct;
  }

  /** What of {@link #ofTeam} stays the same until the tally changes: team to version. */
  public static Map<String, Object> unchanging(Team team) {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("team", team.name());
    struct.put("gold", team.gold());
    struct.put("silver", team.silver());
    struct.put("bronze", team.bronze());
    putStamp(struct, team.stamp());
    return struct;
  }

  /** event, score, as_of, version, stale, age_seconds. */
  public static Map<String, Object> ofEvent(OlympicEvent event, Freshness freshness) {
    Map<String, Object> struct = unchanging(event);
    putFreshness(struct, freshness);
    return struct;
  }

  /** What of {@link #ofEvent} stays the same until the score changes: event to version. */
  public static Map<String, Object> unchanging(OlympicEvent event) {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("event", event.name());
    struct.put("score", event.score());
    putStamp(struct, event.stamp());
    return struct;
  }

  /** What of an answer to a read is different each time: stale, age_seconds, {@link #THROUGH}. */
  public static Map<String, Object> changing(Freshness freshness, Version through) {
    Map<String, Object> members = new LinkedHashMap<>(4);
    putFreshness(members, freshness);
    members.put(THROUGH, through.toString());
    return members;
  }

  /** What a read answers: the members of {@link #unchanging(Team)}, of the origin, and the rest. */
  public static Map<String, Object> answer(
      Map<String, Object> unchanging, Origin origin, Freshness freshness, Version through) {
    Map<String, Object> struct = origin.putInto(new LinkedHashMap<>(unchanging));
    struct.putAll(changing(freshness, through));
    return struct;
  }

  /** Reads for which version {@link #answer} is true. */
  public static Version through(Struct struct) {
    return Version.parse(struct.string(THROUGH));
  }

  /** The rows of the medal table: rank, and the members of {@link #answer}. */
  public static List<Map<String, Object>> ofTable(
      Iterable<Team> teams, Origin origin, Freshness freshness, Version through) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (MedalTable.Row row : MedalTable.rank(teams)) {
      Map<String, Object> struct = new LinkedHashMap<>();
      struct.put("rank", row.rank());
      struct.putAll(answer(unchanging(row.team()), origin, freshness, through));
      rows.add(struct);
    }
    return rows;
  }

  /** Reads {@link #ofTeam}. */
  public static Team team(Struct struct) {
    return new Team(
        struct.string("team"),
        struct.integer("gold"),
        struct.integer("silver"),
        struct.integer("bronze"),
        stamp(struct));
  }

  /** Reads {@link #ofEvent}. */
  public static OlympicEvent event(Struct struct) {
    return new OlympicEvent(struct.string("event"), struct.string("score"), stamp(struct));
  }

  /** An array of structs: epoch, first (the number as a string). */
  public static List<Map<String, Object>> ofLineage(Lineage lineage) {
    List<Map<String, Object>> epochs = new ArrayList<>();
    for (Lineage.Epoch epoch : lineage.epochs()) {
      epochs.add(Map.of("epoch", epoch.id(), "first", Long.toString(epoch.firstNumber())));
    }
    return epochs;
  }

  /** Reads {@link #ofLineage}. */
  public static Lineage lineage(List<Object> epochs) {
    List<Lineage.Epoch> read = new ArrayList<>();
    for (Object element : epochs) {
      Struct epoch = Struct.of(element);
      read.add(new Lineage.Epoch(epoch.string("epoch"), Long.parseLong(epoch.string("first"))));
    }
    return new Lineage(read);
  }

  /** Seconds since the Unix epoch, to the microsecond as far as a double can tell. */
  public static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / NANOS_PER_SECOND;
  }

  /** Reads {@link #seconds(Instant)}, to the microsecond. */
  public static Instant instant(double seconds) {
    if (!(Math.abs(seconds) < 1e11)) {
      throw new MalformedAnswerException("not a time: " + seconds);
    }
    long micros = Math.round(seconds * 1e6);
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }

  /** A duration in seconds. */
  public static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
  }

  private static void putStamp(Map<String, Object> struct, Stamp stamp) {
    struct.put("as_of", seconds(stamp.asOf()));
    struct.put("version", stamp.version().toString());
  }

  private static void putFreshness(Map<String, Object> struct, Freshness freshness) {
    struct.put("stale", freshness.stale());
    struct.put("age_seconds", seconds(freshness.age()));
  }

  private static Stamp stamp(Struct struct) {
    return new Stamp(Version.parse(struct.string("version")), instant(struct.number("as_of")));
  }
}
