package olympics.database;

import java.util.LinkedHashMap;
import java.util.Map;
import olympics.database.core.WriteResult;
import olympics.games.core.RequestId;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;

/** The answers to writes, as XML-RPC structs. */
final class WriteStructs {
  private WriteStructs() {}

  /** The members of what was written, request_id, replayed. */
  static Map<String, Object> of(RequestId id, WriteResult result, boolean replayed) {
    Map<String, Object> struct = members(result);
    struct.put("request_id", id.text());
    struct.put("replayed", replayed);
    return struct;
  }

  private static Map<String, Object> members(WriteResult result) {
    if (result instanceof WriteResult.TallyWritten written) {
      return GamesStructs.ofTeam(written.team(), Freshness.CURRENT);
    }
    if (result instanceof WriteResult.ScoreWritten written) {
      Map<String, Object> struct = GamesStructs.ofEvent(written.event(), Freshness.CURRENT);
      struct.put("superseded", written.superseded());
      return struct;
    }
    Map<String, Object> struct = new LinkedHashMap<>();
    if (result instanceof WriteResult.TeamAdded added) {
      struct.put("team", added.team());
      struct.put("version", added.version().toString());
      struct.put("added", added.added());
    } else if (result instanceof WriteResult.EventAdded added) {
      struct.put("event", added.event());
      struct.put("version", added.version().toString());
      struct.put("added", added.added());
    }
    return struct;
  }
}
