package olympics.database.storage;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import olympics.games.core.Version;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/** A few connections that read beside the writer, each read in one snapshot. Thread-safe. */
final class Readers {
  private static final int CONNECTIONS = 4;
  private static final long WAIT_SECONDS = 2;

  private final DatabaseFile file;
  private final String epoch;

  /** Connections not in use; an empty one is opened when it is needed. */
  private final BlockingQueue<Optional<Session>> idle = new ArrayBlockingQueue<>(CONNECTIONS);

  /** Reads within a snapshot. */
  @FunctionalInterface
  interface Query<T> {
    T run(Session session) throws SQLException, RpcFault;
  }

  Readers(DatabaseFile file, String epoch) {
    this.file = file;
    this.epoch = epoch;
    for (int i = 0; i < CONNECTIONS; i++) {
      idle.add(Optional.empty());
    }
  }

  /**
   * Reads; may block.
   *
   * @throws RpcFault 503 if no connection is free in time or the database cannot be read, −32603 if
   *     a row is damaged
   */
  <T> Snapshot<T> read(Query<T> query) throws RpcFault {
    Optional<Session> session = take();
    try {
      if (session.isEmpty()) {
        session = Optional.of(file.openForReading());
      }
      Session open = session.get();
      open.run(Sql.BEGIN_READ);
      try {
        long number = History.lastNumber(open);
        return new Snapshot<>(query.run(open), new Version(epoch, number));
      } finally {
        open.run(Sql.ROLLBACK);
      }
    } catch (SQLException e) {
      session = discard(session, e);
      throw StorageFaults.notExecuted(e);
    } finally {
      idle.add(session);
    }
  }

  private Optional<Session> take() throws RpcFault {
    try {
      Optional<Session> session = idle.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (session != null) {
        return session;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RpcFault(FaultCode.UNAVAILABLE, "the database is too busy to read, try again");
  }

  /** What failed once is not trusted again; the next read opens a new connection. */
  private static Optional<Session> discard(Optional<Session> session, SQLException cause) {
    if (session.isPresent()) {
      try {
        session.get().close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
    return Optional.empty();
  }

  /** Closes the connections; reads that are under way may end first. */
  void close() throws SQLException, InterruptedException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Optional<Session> session = idle.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (session != null && session.isPresent()) {
        session.get().close();
      }
    }
  }
}
