package olympics.database.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import olympics.games.core.Lineage;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/** The rows that say whose database this is, how far it has come, and its epochs. */
final class History {
  /** Marks a database as one of the Games. */
  static final String OWNER = "olympic games scores";

  /** The schema version that is written; an earlier one is brought up to it at the start. */
  static final int SCHEMA_VERSION = 2;

  /** Of before there were push keys. */
  private static final int OLDEST_SCHEMA_VERSION = 1;

  private History() {}

  private record Meta(int schema, long lastNumber) {}

  /** Whether a database of that schema version can be read. */
  static boolean isReadable(int schema) {
    return schema >= OLDEST_SCHEMA_VERSION && schema <= SCHEMA_VERSION;
  }

  static void insert(Session session, long lastNumber) throws SQLException {
    session.update(Sql.INSERT_META, OWNER, SCHEMA_VERSION, lastNumber, checksum(lastNumber));
  }

  /**
   * The number of the last write.
   *
   * @throws RpcFault −32603 if the row is missing, damaged, or not ours
   */
  static long lastNumber(Session session) throws SQLException, RpcFault {
    return meta(session).lastNumber();
  }

  /** The schema version that the tables are of; may be ahead of the file's header beside a log. */
  static int schema(Session session) throws SQLException, RpcFault {
    return meta(session).schema();
  }

  /** Takes note that the tables are of the present schema version now. */
  static void setSchema(Session session, long lastNumber) throws SQLException {
    session.update(Sql.UPDATE_META_SCHEMA, SCHEMA_VERSION, checksum(lastNumber));
  }

  private static Meta meta(Session session) throws SQLException, RpcFault {
    return session
        .first(Sql.META, History::readMeta)
        .orElseThrow(() -> new RpcFault(FaultCode.INTERNAL, "row damaged: table meta is empty"));
  }

  static void setLastNumber(Session session, long number) throws SQLException {
    session.update(Sql.UPDATE_META, number, checksum(number));
  }

  /** The epochs, oldest first; empty in a database that was never served. */
  static List<Lineage.Epoch> epochs(Session session) throws SQLException, RpcFault {
    return session.all(Sql.EPOCHS, History::readEpoch);
  }

  static void append(Session session, int position, Lineage.Epoch epoch) throws SQLException {
    session.update(
        Sql.INSERT_EPOCH,
        epoch.id(),
        position,
        epoch.firstNumber(),
        Checksum.of("epoch", epoch.id(), position, epoch.firstNumber()));
  }

  private static long checksum(long lastNumber) {
    return Checksum.of("meta", OWNER, SCHEMA_VERSION, lastNumber);
  }

  private static Meta readMeta(ResultSet row) throws SQLException, RpcFault {
    int schema = row.getInt(2);
    long number = row.getLong(3);
    Checksum.verify(row.getLong(4), "meta", row.getString(1), schema, number);
    if (!OWNER.equals(row.getString(1)) || !isReadable(schema)) {
      throw new RpcFault(FaultCode.INTERNAL, "row damaged: table meta is not of the Games");
    }
    return new Meta(schema, number);
  }

  private static Lineage.Epoch readEpoch(ResultSet row) throws SQLException, RpcFault {
    String id = row.getString(1);
    long first = row.getLong(3);
    Checksum.verify(row.getLong(4), "epoch", id, row.getInt(2), first);
    return new Lineage.Epoch(id, first);
  }
}
