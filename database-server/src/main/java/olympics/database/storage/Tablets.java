package olympics.database.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import olympics.database.core.Registration;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/**
 * The live registrations: rows, and a copy of them in memory that follows each commit. Thread-safe.
 */
final class Tablets {
  // As bounded as the rows are, but for expired ones, which go at the next registration.
  private final Map<Address, Registration> live = new ConcurrentHashMap<>();

  /** What a tablet wants. */
  record Wish(Address tablet, List<String> teams, List<String> events, Duration lease) {}

  /** Takes over the rows that are there at the start. */
  Tablets(List<Registration> rows) {
    rows.forEach(row -> live.put(row.tablet(), row));
  }

  boolean isEmpty() {
    return live.isEmpty();
  }

  /** The registrations whose lease has not ended. */
  List<Registration> at(Instant now) {
    List<Registration> found = new ArrayList<>();
    for (Registration registration : live.values()) {
      if (registration.isLive(now)) {
        found.add(registration);
      }
    }
    return found;
  }

  /** Registers or renews, within the writer's transaction. */
  static Registration register(WriteTransaction transaction, Wish wish)
      throws SQLException, RpcFault {
    Session session = transaction.session();
    Instant now = transaction.now();
    Optional<Registration> before = Registrations.find(session, wish.tablet());
    if (before.isEmpty() || !before.get().isLive(now)) {
      Registrations.deleteExpired(session, now);
      Optional<String> refusal =
          Registration.refusal(
              wish.tablet().host(),
              Registrations.countAt(session, wish.tablet().host()),
              Registrations.count(session));
      if (refusal.isPresent()) {
        throw new RpcFault(FaultCode.UNAVAILABLE, refusal.get());
      }
    }
    Set<String> teams = new LinkedHashSet<>();
    for (String team : wish.teams()) {
      teams.add(Writes.requireTeam(session, team).name());
    }
    Set<String> events = new LinkedHashSet<>();
    for (String event : wish.events()) {
      events.add(Writes.requireEvent(session, event).name());
    }
    Registration registration =
        new Registration(
            wish.tablet(), List.copyOf(teams), List.copyOf(events), now.plus(wish.lease()));
    Registrations.put(session, registration);
    transaction.changed(wish.tablet(), Optional.of(registration), registration.isNews(before, now));
    return registration;
  }

  /** Ends a registration, within the writer's transaction; whether there was one. */
  static boolean unregister(WriteTransaction transaction, Address tablet) throws SQLException {
    boolean known = Registrations.delete(transaction.session(), tablet);
    if (known) {
      transaction.changed(tablet, Optional.empty(), true);
    }
    return known;
  }

  /** Follows a commit. Called by the writer only. */
  void follow(Map<Address, Optional<Registration>> changes, Instant now) {
    changes.forEach(
        (tablet, registration) -> {
          if (registration.isPresent()) {
            live.put(tablet, registration.get());
          } else {
            live.remove(tablet);
          }
        });
    live.values().removeIf(registration -> !registration.isLive(now));
  }
}
