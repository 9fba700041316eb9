package olympics.database.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.database.core.Micros;
import olympics.database.core.Registration;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.RpcFault;

/** The rows of the tablets' registrations. */
final class Registrations {
  private static final String TABLE = "registration";
  private static final String SEPARATOR = "\t";
  private static final String NO_KEY = "";

  private Registrations() {}

  static Optional<Registration> find(Session session, Address tablet)
      throws SQLException, RpcFault {
    return session.first(Sql.REGISTRATION, Registrations::read, tablet.host(), tablet.port());
  }

  static List<Registration> all(Session session) throws SQLException, RpcFault {
    return session.all(Sql.REGISTRATIONS, Registrations::read);
  }

  /**
   * Reads every row, for what it throws.
   *
   * @param schema the schema version that the rows are of
   */
  static void verify(Session session, int schema) throws SQLException, RpcFault {
    session.each(
        schema == 1 ? Sql.REGISTRATIONS_OF_SCHEMA_1 : Sql.REGISTRATIONS, Registrations::read);
  }

  static int count(Session session) throws SQLException {
    return (int) session.number(Sql.COUNT_REGISTRATIONS);
  }

  static int countAt(Session session, String host) throws SQLException {
    return (int) session.number(Sql.COUNT_REGISTRATIONS_OF_HOST, host);
  }

  static void put(Session session, Registration registration) throws SQLException {
    Address tablet = registration.tablet();
    String teams = String.join(SEPARATOR, registration.teams());
    String events = String.join(SEPARATOR, registration.events());
    long expires = Micros.of(registration.expires());
    String key = registration.pushKey().map(PushKey::text).orElse(NO_KEY);
    session.update(
        Sql.PUT_REGISTRATION,
        tablet.host(),
        tablet.port(),
        teams,
        events,
        expires,
        key,
        Checksum.of(
            TABLE, checked(List.of(tablet.host(), tablet.port(), teams, events, expires), key)));
  }

  /** A row without a key has the checksum that it had in schema version 1. */
  private static Object[] checked(List<Object> values, String key) {
    List<Object> checked = new ArrayList<>(values);
    if (!key.equals(NO_KEY)) {
      checked.add(key);
    }
    return checked.toArray();
  }

  /** Whether there was one. */
  static boolean delete(Session session, Address tablet) throws SQLException {
    return session.update(Sql.DELETE_REGISTRATION, tablet.host(), tablet.port()) > 0;
  }

  static void deleteExpired(Session session, Instant now) throws SQLException {
    session.update(Sql.DELETE_EXPIRED_REGISTRATIONS, Micros.of(now));
  }

  private static Registration read(ResultSet row) throws SQLException, RpcFault {
    String host = row.getString(1);
    int port = row.getInt(2);
    String teams = row.getString(3);
    String events = row.getString(4);
    long expires = row.getLong(5);
    String key = row.getString(6);
    Checksum.verify(
        row.getLong(7), TABLE, checked(List.of(host, port, teams, events, expires), key));
    return new Registration(
        new Address(host, port),
        names(teams),
        names(events),
        Micros.instant(expires),
        key.equals(NO_KEY) ? Optional.empty() : Optional.of(new PushKey(key)));
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR));
  }
}
