package olympics.database.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.rpc.RpcFault;

/** One connection and its prepared statements. Confined to one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  // Bounded: one entry for each constant in Sql.
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the row that the result set stands on. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException, RpcFault;
  }

  /** Runs a statement that has no parameters and no result. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement that changes rows; returns how many. */
  int update(String sql, Object... args) throws SQLException {
    return bind(sql, args).executeUpdate();
  }

  /** Every row of a query. */
  <T> List<T> all(String sql, RowReader<T> reader, Object... args) throws SQLException, RpcFault {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bind(sql, args).executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  /** Reads every row of a query and keeps none, for what the reader throws. */
  <T> void each(String sql, RowReader<T> reader) throws SQLException, RpcFault {
    try (ResultSet result = bind(sql).executeQuery()) {
      while (result.next()) {
        reader.read(result);
      }
    }
  }

  /** The first row of a query. */
  <T> Optional<T> first(String sql, RowReader<T> reader, Object... args)
      throws SQLException, RpcFault {
    try (ResultSet result = bind(sql, args).executeQuery()) {
      return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
    }
  }

  /** The number that a query of one row and one column finds. */
  long number(String sql, Object... args) throws SQLException {
    try (ResultSet result = bind(sql, args).executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  private PreparedStatement bind(String sql, Object... args) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < args.length; i++) {
      statement.setObject(i + 1, args[i]);
    }
    return statement;
  }

  /** For tests: what SQLite itself is asked on. */
  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
