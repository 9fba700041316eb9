package olympics.system.chaos;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import olympics.system.core.ExactlyOnceChecker.FinalState;

/** Reads what a database file holds, past the server, which has stopped. */
public final class FinalStateReader {
  private FinalStateReader() {}

  /** The applied ids, and each team's medals added up. */
  public static FinalState read(Path dataDirectory) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + dataDirectory.resolve("scores.db"));
        Statement statement = connection.createStatement()) {
      Set<String> ids = new HashSet<>();
      try (ResultSet rows = statement.executeQuery("SELECT id FROM applied_request")) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      Map<String, Integer> medals = new HashMap<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT folded, gold + silver + bronze FROM team")) {
        while (rows.next()) {
          medals.put(rows.getString(1), rows.getInt(2));
        }
      }
      return new FinalState(ids, medals);
    } catch (SQLException e) {
      throw new IllegalStateException("the database file cannot be read", e);
    }
  }
}
