package olympics.database.storage;

import java.sql.SQLException;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;
import org.sqlite.SQLiteErrorCode;

/** What a failure of the database means to a caller. */
final class StorageFaults {
  // The primary code stands in the low byte of an extended one.
  private static final int PRIMARY = 0xff;

  private StorageFaults() {}

  /** Nothing was read, or nothing was written: everything was rolled back. */
  static RpcFault notExecuted(SQLException e) {
    if (isFull(e)) {
      return new RpcFault(
          FaultCode.UNAVAILABLE, "the database's disk is full: nothing was written, try again");
    }
    if (is(e, SQLiteErrorCode.SQLITE_CORRUPT) || is(e, SQLiteErrorCode.SQLITE_NOTADB)) {
      return new RpcFault(
          FaultCode.INTERNAL,
          "the database file is damaged: " + e.getMessage() + ". Restore a backup.");
    }
    return new RpcFault(
        FaultCode.UNAVAILABLE,
        "the database could not do it, nothing was changed: " + e.getMessage());
  }

  /** The commit itself failed, so nobody knows. */
  static RpcFault outcomeUnknown(String what) {
    return new RpcFault(
        FaultCode.OUTCOME_UNKNOWN,
        "the database failed while it committed " + what + ": ask get_write_status");
  }

  static boolean isFull(SQLException e) {
    return is(e, SQLiteErrorCode.SQLITE_FULL);
  }

  private static boolean is(SQLException e, SQLiteErrorCode code) {
    return (e.getErrorCode() & PRIMARY) == code.code;
  }
}
