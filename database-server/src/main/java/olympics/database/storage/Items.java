package olympics.database.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import olympics.database.core.Micros;
import olympics.games.core.Names;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.rpc.RpcFault;

/** The rows of teams and events. Every read verifies the checksums. */
final class Items {
  private Items() {}

  static Optional<Team> team(Session session, String name) throws SQLException, RpcFault {
    return session.first(Sql.TEAM, Items::readTeam, Names.fold(name));
  }

  static List<Team> teams(Session session) throws SQLException, RpcFault {
    return session.all(Sql.TEAMS, Items::readTeam);
  }

  static List<Team> teamsAfter(Session session, long number) throws SQLException, RpcFault {
    return session.all(Sql.TEAMS_AFTER, Items::readTeam, number);
  }

  static void insert(Session session, Team team) throws SQLException {
    Stamp stamp = team.stamp();
    session.update(
        Sql.INSERT_TEAM,
        Names.fold(team.name()),
        team.name(),
        team.gold(),
        team.silver(),
        team.bronze(),
        stamp.version().epoch(),
        stamp.version().number(),
        Micros.of(stamp.asOf()),
        checksum(team));
  }

  static void update(Session session, Team team) throws SQLException {
    Stamp stamp = team.stamp();
    session.update(
        Sql.UPDATE_TEAM,
        team.gold(),
        team.silver(),
        team.bronze(),
        stamp.version().epoch(),
        stamp.version().number(),
        Micros.of(stamp.asOf()),
        checksum(team),
        Names.fold(team.name()));
  }

  static Optional<OlympicEvent> event(Session session, String name) throws SQLException, RpcFault {
    return session.first(Sql.EVENT, Items::readEvent, Names.fold(name));
  }

  static List<OlympicEvent> events(Session session) throws SQLException, RpcFault {
    return session.all(Sql.EVENTS, Items::readEvent);
  }

  static List<OlympicEvent> eventsAfter(Session session, long number)
      throws SQLException, RpcFault {
    return session.all(Sql.EVENTS_AFTER, Items::readEvent, number);
  }

  static void insert(Session session, OlympicEvent event) throws SQLException {
    Stamp stamp = event.stamp();
    session.update(
        Sql.INSERT_EVENT,
        Names.fold(event.name()),
        event.name(),
        event.score(),
        stamp.version().epoch(),
        stamp.version().number(),
        Micros.of(stamp.asOf()),
        checksum(event));
  }

  static void update(Session session, OlympicEvent event) throws SQLException {
    Stamp stamp = event.stamp();
    session.update(
        Sql.UPDATE_EVENT,
        event.score(),
        stamp.version().epoch(),
        stamp.version().number(),
        Micros.of(stamp.asOf()),
        checksum(event),
        Names.fold(event.name()));
  }

  private static Team readTeam(ResultSet row) throws SQLException, RpcFault {
    String folded = row.getString(1);
    String name = row.getString(2);
    long gold = row.getLong(3);
    long silver = row.getLong(4);
    long bronze = row.getLong(5);
    String epoch = row.getString(6);
    long number = row.getLong(7);
    long asOf = row.getLong(8);
    Checksum.verify(
        row.getLong(9), "team", folded, name, gold, silver, bronze, epoch, number, asOf);
    return new Team(name, (int) gold, (int) silver, (int) bronze, stamp(epoch, number, asOf));
  }

  private static OlympicEvent readEvent(ResultSet row) throws SQLException, RpcFault {
    String folded = row.getString(1);
    String name = row.getString(2);
    String score = row.getString(3);
    String epoch = row.getString(4);
    long number = row.getLong(5);
    long asOf = row.getLong(6);
    Checksum.verify(row.getLong(7), "event", folded, name, score, epoch, number, asOf);
    return new OlympicEvent(name, score, stamp(epoch, number, asOf));
  }

  private static Stamp stamp(String epoch, long number, long asOf) {
    return new Stamp(new Version(epoch, number), Micros.instant(asOf));
  }

  private static long checksum(Team team) {
    Version version = team.stamp().version();
    return Checksum.of(
        "team",
        Names.fold(team.name()),
        team.name(),
        team.gold(),
        team.silver(),
        team.bronze(),
        version.epoch(),
        version.number(),
        Micros.of(team.stamp().asOf()));
  }

  private static long checksum(OlympicEvent event) {
    Version version = event.stamp().version();
    return Checksum.of(
        "event",
        Names.fold(event.name()),
        event.name(),
        event.score(),
        version.epoch(),
        version.number(),
        Micros.of(event.stamp().asOf()));
  }
}
