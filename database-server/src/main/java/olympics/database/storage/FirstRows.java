package olympics.database.storage;

import java.sql.SQLException;
import java.time.Instant;
import olympics.games.core.Lineage;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.games.core.Village;

/** What a new database holds: the tables and the village's catalogue. */
final class FirstRows {
  private FirstRows() {}

  /** Writes it in one transaction. */
  static void write(Session session, Instant now) throws SQLException {
    String epoch = Epochs.draw();
    session.run(Sql.BEGIN_WRITE);
    for (String table : Sql.SCHEMA) {
      session.run(table);
    }
    History.append(session, 1, new Lineage.Epoch(epoch, 1));
    long number = 0;
    for (String team : Village.TEAMS) {
      number++;
      Items.insert(session, new Team(team, 0, 0, 0, new Stamp(new Version(epoch, number), now)));
    }
    for (Village.Event event : Village.EVENTS) {
      number++;
      Stamp stamp = new Stamp(new Version(epoch, number), now);
      Items.insert(session, new OlympicEvent(event.name(), OlympicEvent.NO_SCORE, stamp));
    }
    History.insert(session, number);
    session.run(Sql.COMMIT);
  }
}
