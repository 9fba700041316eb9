package olympics.database.storage;

import java.sql.SQLException;
import olympics.rpc.RpcFault;

/** Brings a database of schema version 1 up to the present one. */
final class SchemaUpgrade {
  private SchemaUpgrade() {}

  /**
   * Adds the push keys, in one transaction: who is killed in it leaves the database as it was. No
   * row is written anew, since those without a key keep their checksums.
   */
  static void run(Session session) throws SQLException, RpcFault {
    session.run(Sql.BEGIN_WRITE);
    session.run(Sql.ADD_PUSH_KEY);
    session.run(Sql.SET_HEADER_TO_SCHEMA_2);
    History.setSchema(session, History.lastNumber(session));
    session.run(Sql.COMMIT);
  }
}
