package olympics.database;

import java.util.concurrent.CompletionException;
import olympics.database.core.WriteResult;
import olympics.database.storage.WriteAnswer;
import olympics.games.core.Names;
import olympics.games.core.RequestId;
import olympics.games.core.Team;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the terminal shows of each write: one line. */
final class WriteLog {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);

  private WriteLog() {}

  /** A write has ended: with an answer, or with a failure. */
  static void ended(String method, RequestId id, WriteAnswer answer, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      refused(method, id.text(), cause);
    } else if (answer.replayed()) {
      LOG.info("replayed {} request_id={}", method, id);
    } else if (LOG.isInfoEnabled()) {
      LOG.info("{} request_id={}", text(answer.result()), id);
    }
  }

  /** A write was refused; nothing was changed, unless the fault says otherwise. */
  static void refused(String method, String id, Throwable why) {
    LOG.info(
        "refused {} request_id={} code={} reason=\"{}\"",
        method,
        id,
        why instanceof RpcFault fault ? Integer.toString(fault.code()) : "none",
        why.getMessage());
  }

  private static String text(WriteResult result) {
    if (result instanceof WriteResult.TallyWritten written) {
      Team team = written.team();
      return String.format(
          "wrote tally of %s gold=%d silver=%d bronze=%d version=%s",
          shown(team.name()), team.gold(), team.silver(), team.bronze(), team.stamp().version());
    }
    if (result instanceof WriteResult.ScoreWritten written) {
      return String.format(
          "%s score of %s score=\"%s\" version=%s",
          written.superseded() ? "superseded, left" : "wrote",
          shown(written.event().name()),
          Names.quotable(written.event().score()),
          written.event().stamp().version());
    }
    if (result instanceof WriteResult.TeamAdded added) {
      return added("team", added.team(), added.added());
    }
    if (result instanceof WriteResult.EventAdded added) {
      return added("event", added.event(), added.added());
    }
    throw new IllegalArgumentException("no such result: " + result);
  }

  private static String added(String what, String name, boolean added) {
    return (added ? "added " : "already there: ") + what + " " + shown(name);
  }

  private static String shown(String name) {
    return Names.quotable(Names.fold(name));
  }
}
