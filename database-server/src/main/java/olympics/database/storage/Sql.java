package olympics.database.storage;

import java.util.List;

/**
 * Every SQL text. What only SQLite understands stands under "SQLite"; the rest is understood by
 * PostgreSQL too.
 */
final class Sql {
  // SQLite. The write lock is taken at the beginning, so that no read has to be upgraded.
  static final String BEGIN_WRITE = "BEGIN IMMEDIATE";
  static final String CHECK_INTEGRITY = "PRAGMA integrity_check(1)";
  static final String COPY_INTO = "VACUUM INTO ?";
  static final String READ_ONLY = "PRAGMA query_only = 1";
  static final String SET_HEADER_TO_SCHEMA_2 = "PRAGMA user_version = 2";

  static final String BEGIN_READ = "BEGIN";
  static final String COMMIT = "COMMIT";
  static final String ROLLBACK = "ROLLBACK";
  static final String SAVEPOINT = "SAVEPOINT request";
  static final String ROLLBACK_TO_SAVEPOINT = "ROLLBACK TO SAVEPOINT request";
  static final String RELEASE_SAVEPOINT = "RELEASE SAVEPOINT request";

  /** The tables of schema version 2. Times are microseconds since 1970. */
  static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE meta (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            owner TEXT NOT NULL,
            schema_version INTEGER NOT NULL,
            last_number BIGINT NOT NULL,
            checksum BIGINT NOT NULL)""",
          """
          CREATE TABLE epoch (
            id TEXT PRIMARY KEY,
            position INTEGER NOT NULL UNIQUE,
            first_number BIGINT NOT NULL,
            checksum BIGINT NOT NULL)""",
          """
          CREATE TABLE team (
            folded TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            gold INTEGER NOT NULL,
            silver INTEGER NOT NULL,
            bronze INTEGER NOT NULL,
            epoch TEXT NOT NULL REFERENCES epoch (id),
            number BIGINT NOT NULL,
            as_of BIGINT NOT NULL,
            checksum BIGINT NOT NULL)""",
          "CREATE INDEX team_by_number ON team (number)",
          """
          CREATE TABLE event (
            folded TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            score TEXT NOT NULL,
            epoch TEXT NOT NULL REFERENCES epoch (id),
            number BIGINT NOT NULL,
            as_of BIGINT NOT NULL,
            checksum BIGINT NOT NULL)""",
          "CREATE INDEX event_by_number ON event (number)",
          """
          CREATE TABLE applied_request (
            id TEXT PRIMARY KEY,
            payload_hash TEXT NOT NULL,
            result TEXT NOT NULL,
            checksum BIGINT NOT NULL)""",
          """
          CREATE TABLE score_writer (
            event TEXT NOT NULL REFERENCES event (folded),
            writer TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            checksum BIGINT NOT NULL,
            PRIMARY KEY (event, writer))""",
          """
          CREATE TABLE registration (
            host TEXT NOT NULL,
            port INTEGER NOT NULL,
            teams TEXT NOT NULL,
            events TEXT NOT NULL,
            expires BIGINT NOT NULL,
            push_key TEXT NOT NULL,
            checksum BIGINT NOT NULL,
            PRIMARY KEY (host, port))""",
          "CREATE INDEX registration_by_expiry ON registration (expires)");

  /** What schema version 1 lacks. */
  static final String ADD_PUSH_KEY =
      "ALTER TABLE registration ADD COLUMN push_key TEXT NOT NULL DEFAULT ''";

  static final String META = "SELECT owner, schema_version, last_number, checksum FROM meta";
  static final String INSERT_META =
      "INSERT INTO meta (owner, schema_version, last_number, checksum, id) VALUES (?, ?, ?, ?, 1)";
  static final String UPDATE_META_SCHEMA =
      "UPDATE meta SET schema_version = ?, checksum = ? WHERE id = 1";
  static final String UPDATE_META = "UPDATE meta SET last_number = ?, checksum = ? WHERE id = 1";

  static final String EPOCHS =
      "SELECT id, position, first_number, checksum FROM epoch ORDER BY position";
  static final String INSERT_EPOCH =
      "INSERT INTO epoch (id, position, first_number, checksum) VALUES (?, ?, ?, ?)";

  private static final String TEAM_COLUMNS =
      "folded, name, gold, silver, bronze, epoch, number, as_of, checksum";
  static final String TEAM = "SELECT " + TEAM_COLUMNS + " FROM team WHERE folded = ?";
  static final String TEAMS = "SELECT " + TEAM_COLUMNS + " FROM team ORDER BY folded";
  static final String TEAMS_AFTER =
      "SELECT " + TEAM_COLUMNS + " FROM team WHERE number > ? ORDER BY number";
  static final String INSERT_TEAM =
      "INSERT INTO team (" + TEAM_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String UPDATE_TEAM =
      "UPDATE team SET gold = ?, silver = ?, bronze = ?, epoch = ?, number = ?, as_of = ?,"
          + " checksum = ? WHERE folded = ?";

  private static final String EVENT_COLUMNS = "folded, name, score, epoch, number, as_of, checksum";
  static final String EVENT = "SELECT " + EVENT_COLUMNS + " FROM event WHERE folded = ?";
  static final String EVENTS = "SELECT " + EVENT_COLUMNS + " FROM event ORDER BY folded";
  static final String EVENTS_AFTER =
      "SELECT " + EVENT_COLUMNS + " FROM event WHERE number > ? ORDER BY number";
  static final String INSERT_EVENT =
      "INSERT INTO event (" + EVENT_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
  static final String UPDATE_EVENT =
      "UPDATE event SET score = ?, epoch = ?, number = ?, as_of = ?, checksum = ?"
          + " WHERE folded = ?";

  private static final String REQUEST_COLUMNS = "id, payload_hash, result, checksum";
  static final String REQUEST = "SELECT " + REQUEST_COLUMNS + " FROM applied_request WHERE id = ?";
  static final String REQUESTS = "SELECT " + REQUEST_COLUMNS + " FROM applied_request";
  static final String COUNT_REQUESTS = "SELECT count(*) FROM applied_request";
  static final String INSERT_REQUEST =
      "INSERT INTO applied_request (" + REQUEST_COLUMNS + ") VALUES (?, ?, ?, ?)";

  private static final String SCORE_WRITER_COLUMNS = "event, writer, sequence, checksum";
  static final String SCORE_WRITER =
      "SELECT " + SCORE_WRITER_COLUMNS + " FROM score_writer WHERE event = ? AND writer = ?";
  static final String SCORE_WRITERS = "SELECT " + SCORE_WRITER_COLUMNS + " FROM score_writer";
  static final String PUT_SCORE_WRITER =
      "INSERT INTO score_writer ("
          + SCORE_WRITER_COLUMNS
          + ") VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (event, writer) DO UPDATE"
          + " SET sequence = excluded.sequence, checksum = excluded.checksum";

  private static final String REGISTRATION_COLUMNS =
      "host, port, teams, events, expires, push_key, checksum";
  static final String REGISTRATION =
      "SELECT " + REGISTRATION_COLUMNS + " FROM registration WHERE host = ? AND port = ?";
  static final String REGISTRATIONS =
      "SELECT " + REGISTRATION_COLUMNS + " FROM registration ORDER BY host, port";
  static final String REGISTRATIONS_OF_SCHEMA_1 =
      "SELECT host, port, teams, events, expires, '', checksum FROM registration";
  static final String COUNT_REGISTRATIONS = "SELECT count(*) FROM registration";
  static final String COUNT_REGISTRATIONS_OF_HOST =
      "SELECT count(*) FROM registration WHERE host = ?";
  static final String PUT_REGISTRATION =
      "INSERT INTO registration ("
          + REGISTRATION_COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (host, port) DO UPDATE SET teams = excluded.teams,"
          + " events = excluded.events, expires = excluded.expires, push_key = excluded.push_key,"
          + " checksum = excluded.checksum";
  static final String DELETE_REGISTRATION = "DELETE FROM registration WHERE host = ? AND port = ?";
  static final String DELETE_EXPIRED_REGISTRATIONS = "DELETE FROM registration WHERE expires <= ?";

  private Sql() {}
}
