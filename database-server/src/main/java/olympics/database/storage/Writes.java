package olympics.database.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import olympics.database.core.Change;
import olympics.database.core.Item;
import olympics.database.core.WriteDecision;
import olympics.database.core.WriteDecision.Applied;
import olympics.database.core.WriteRequest;
import olympics.database.core.WriteResult;
import olympics.games.core.Names;
import olympics.games.core.OlympicEvent;
import olympics.games.core.RequestId;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/** Executes a write once: its effect, its version and its request id in one transaction. */
final class Writes {
  private Writes() {}

  static WriteAnswer execute(WriteTransaction transaction, WriteRequest request)
      throws SQLException, RpcFault {
    String hash = sha256(request.change().payload());
    WriteDecision decision =
        WriteDecision.decide(Requests.find(transaction.session(), request.id()), hash);
    if (decision instanceof WriteDecision.Replay replay) {
      return new WriteAnswer(replay.result(), true);
    }
    if (decision instanceof WriteDecision.Conflict) {
      throw new RpcFault(
          FaultCode.ID_REUSED,
          "request_id " + request.id() + " was used for another request; give each its own");
    }
    transaction.requests().requireRoom();
    WriteResult result = effect(transaction, request);
    Requests.insert(transaction.session(), request.id(), new Applied(hash, result));
    transaction.requests().added();
    return new WriteAnswer(result, false);
  }

  static Team requireTeam(Session session, String name) throws SQLException, RpcFault {
    return Items.team(session, name).orElseThrow(() -> noSuch("team", name, "list_teams"));
  }

  static OlympicEvent requireEvent(Session session, String name) throws SQLException, RpcFault {
    return Items.event(session, name).orElseThrow(() -> noSuch("event", name, "list_events"));
  }

  private static WriteResult effect(WriteTransaction transaction, WriteRequest request)
      throws SQLException, RpcFault {
    Change change = request.change();
    if (change instanceof Change.Increment increment) {
      return increment(transaction, increment);
    }
    if (change instanceof Change.SetScore setScore) {
      return setScore(transaction, request.id(), setScore);
    }
    if (change instanceof Change.AddTeam addTeam) {
      return addTeam(transaction, addTeam.team());
    }
    if (change instanceof Change.AddEvent addEvent) {
      return addEvent(transaction, addEvent.event());
    }
    throw new IllegalArgumentException("no such change: " + change);
  }

  private static WriteResult increment(WriteTransaction transaction, Change.Increment increment)
      throws SQLException, RpcFault {
    Session session = transaction.session();
    Team before = requireTeam(session, increment.team());
    Team after = before.plus(increment.medal(), transaction.nextStamp());
    Items.update(session, after);
    transaction.changed(new Item.Tally(after));
    return new WriteResult.TallyWritten(after);
  }

  private static WriteResult setScore(
      WriteTransaction transaction, RequestId id, Change.SetScore setScore)
      throws SQLException, RpcFault {
    Session session = transaction.session();
    OlympicEvent before = requireEvent(session, setScore.event());
    if (WriteDecision.isSuperseded(id, Requests.lastSequence(session, before.name(), id))) {
      return new WriteResult.ScoreWritten(before, true);
    }
    OlympicEvent after = before.withScore(setScore.score(), transaction.nextStamp());
    Items.update(session, after);
    Requests.noteSequence(session, after.name(), id);
    transaction.changed(new Item.Score(after));
    return new WriteResult.ScoreWritten(after, false);
  }

  private static WriteResult addTeam(WriteTransaction transaction, String name)
      throws SQLException, RpcFault {
    Session session = transaction.session();
    Optional<Team> present = Items.team(session, name);
    if (present.isPresent()) {
      Team team = present.get();
      return new WriteResult.TeamAdded(team.name(), team.stamp().version(), false);
    }
    Stamp stamp = transaction.nextStamp();
    Team added = new Team(name, 0, 0, 0, stamp);
    Items.insert(session, added);
    transaction.changed(new Item.Tally(added));
    return new WriteResult.TeamAdded(added.name(), stamp.version(), true);
  }

  private static WriteResult addEvent(WriteTransaction transaction, String name)
      throws SQLException, RpcFault {
    Session session = transaction.session();
    Optional<OlympicEvent> present = Items.event(session, name);
    if (present.isPresent()) {
      OlympicEvent event = present.get();
      return new WriteResult.EventAdded(event.name(), event.stamp().version(), false);
    }
    Stamp stamp = transaction.nextStamp();
    OlympicEvent added = new OlympicEvent(name, OlympicEvent.NO_SCORE, stamp);
    Items.insert(session, added);
    transaction.changed(new Item.Score(added));
    return new WriteResult.EventAdded(added.name(), stamp.version(), true);
  }

  private static RpcFault noSuch(String what, String name, String list) {
    return new RpcFault(
        FaultCode.NOT_FOUND,
        "no such " + what + ": '" + Names.quotable(name) + "'; " + list + " names them all");
  }

  private static String sha256(String payload) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
