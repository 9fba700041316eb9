package olympics.system.attack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.Games;
import olympics.wire.Methods;
import olympics.wire.Struct;

/**
 * All that an attack might have changed, as text to compare: every row of every table of the
 * database, what each server answers, whom it follows, and each state change that it has printed.
 *
 * @param facts by what they are
 */
record GamesState(Map<String, String> facts) {
  private static final List<String> SERVERS =
      List.of(Games.DATABASE, Games.ONE, Games.TWO, Games.BALANCER);

  /** What is printed of a refusal, and of what follows from a write that was made before. */
  private static final List<String> NO_CHANGE =
      List.of(
          "signed request refused",
          "refused a wrong password",
          " request_id=none code=401",
          " cached ",
          " invalidated ",
          " pushes to ");

  /** The servers' own clock rounds on one machine; what an attack asks for is an hour. */
  private static final Pattern SMALL_CORRECTION =
      Pattern.compile("clock corrected by [+-]0\\.0[0-9]+ s ");

  /** As it is now; caches are read as of now. */
  static GamesState of(Games games) throws RpcFault, RpcFailure {
    Map<String, String> facts = new TreeMap<>(rows(games));
    Object now = Struct.array(games.call(Games.DATABASE, Methods.GET_MEDAL_TABLE)).get(0);
    String through = Struct.of(now).string("through");
    for (String server : SERVERS) {
      facts.put(server + " leader", games.call(server, Methods.GET_LEADER).toString());
      facts.put(
          server + " table",
          withoutAgeAndOrigin(games.call(server, Methods.GET_MEDAL_TABLE, "", through)));
      facts.put(server + " events", games.call(server, Methods.LIST_EVENTS).toString());
      facts.put(server + " log", changes(games, server));
    }
    return new GamesState(facts);
  }

  boolean hasLeader() {
    return facts.entrySet().stream()
        .noneMatch(fact -> fact.getKey().endsWith(" leader") && fact.getValue().equals("false"));
  }

  /** The same without what was printed: of a write that is sent again a line tells. */
  GamesState withoutLogs() {
    Map<String, String> kept = new TreeMap<>(facts);
    kept.keySet().removeIf(name -> name.endsWith(" log"));
    return new GamesState(kept);
  }

  private static String withoutAgeAndOrigin(Object table) {
    List<String> rows = new ArrayList<>();
    for (Object row : Struct.array(table)) {
      Map<Object, Object> members = new LinkedHashMap<>(Struct.of(row).members());
      members.keySet().removeAll(List.of("age_seconds", "stale", "through", "served_by", "cached"));
      rows.add(members.toString());
    }
    return rows.toString();
  }

  /** A server prints one line for each change of its state. */
  private static String changes(Games games, String server) {
    return String.join(
        "\n",
        games.server(server).lines().stream()
            .filter(line -> NO_CHANGE.stream().noneMatch(line::contains))
            .filter(line -> !SMALL_CORRECTION.matcher(line).find())
            .toList());
  }

  private static Map<String, String> rows(Games games) {
    String file = "jdbc:sqlite:file:" + games.dataDirectory().resolve("scores.db") + "?mode=ro";
    try (Connection connection = DriverManager.getConnection(file);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      Map<String, String> rows = new TreeMap<>();
      for (String table : tables) {
        rows.put("table " + table, rows(statement, table));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("the database file cannot be read", e);
    }
  }

  private static String rows(Statement statement, String table) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.add(rows.getString(column));
        }
        all.add(row.toString());
      }
    }
    all.sort(String::compareTo);
    return String.join("\n", all);
  }
}
