package olympics.database.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import olympics.database.core.WriteDecision.Applied;
import olympics.database.core.WriteResult;
import olympics.games.core.Names;
import olympics.games.core.RequestId;
import olympics.rpc.RpcFault;

/** The rows of applied requests, and of each writer's last score of each event. */
final class Requests {
  private Requests() {}

  static Optional<Applied> find(Session session, RequestId id) throws SQLException, RpcFault {
    return session.first(Sql.REQUEST, Requests::read, id.text());
  }

  static void insert(Session session, RequestId id, Applied applied) throws SQLException {
    String result = applied.result().text();
    session.update(
        Sql.INSERT_REQUEST,
        id.text(),
        applied.payloadHash(),
        result,
        Checksum.of("applied_request", id.text(), applied.payloadHash(), result));
  }

  /** How many there are; looks at every row's id. */
  static long count(Session session) throws SQLException {
    return session.number(Sql.COUNT_REQUESTS);
  }

  /** The sequence of the writer's last applied score of an event, if the id orders its writer. */
  static OptionalLong lastSequence(Session session, String event, RequestId id)
      throws SQLException, RpcFault {
    if (id.writer().isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Long> found =
        session.first(
            Sql.SCORE_WRITER, Requests::readSequence, Names.fold(event), id.writer().get());
    return found.isPresent() ? OptionalLong.of(found.get()) : OptionalLong.empty();
  }

  /** Notes that this request set the event's score; nothing to note if its id does not order. */
  static void noteSequence(Session session, String event, RequestId id) throws SQLException {
    if (id.writer().isPresent()) {
      String folded = Names.fold(event);
      String writer = id.writer().get();
      long sequence = id.sequence().getAsLong();
      session.update(
          Sql.PUT_SCORE_WRITER,
          folded,
          writer,
          sequence,
          Checksum.of("score_writer", folded, writer, sequence));
    }
  }

  /** Reads every row, so that a damaged one is found. */
  static void verify(Session session) throws SQLException, RpcFault {
    session.each(Sql.REQUESTS, Requests::read);
    session.each(Sql.SCORE_WRITERS, Requests::readSequence);
  }

  private static Applied read(ResultSet row) throws SQLException, RpcFault {
    String hash = row.getString(2);
    String result = row.getString(3);
    Checksum.verify(row.getLong(4), "applied_request", row.getString(1), hash, result);
    return new Applied(hash, WriteResult.read(result));
  }

  private static long readSequence(ResultSet row) throws SQLException, RpcFault {
    long sequence = row.getLong(3);
    Checksum.verify(row.getLong(4), "score_writer", row.getString(1), row.getString(2), sequence);
    return sequence;
  }
}
