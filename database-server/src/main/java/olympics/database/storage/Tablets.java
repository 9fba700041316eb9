package olympics.database.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import olympics.database.core.Registration;
import olympics.database.core.TabletFeed;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFault;

/**
 * The live registrations: rows, and a feed of them in memory that follows each commit. Thread-safe.
 */
final class Tablets {
  private static final String SEPARATOR = ".";

  private final String epoch;
  private final TabletFeed feed = new TabletFeed();

  /** What a tablet wants. */
  record Wish(
      Address tablet,
      List<String> teams,
      List<String> events,
      Duration lease,
      Optional<PushKey> pushKey) {}

  /**
   * Takes over the rows that are there at the start.
   *
   * @param epoch this start's: positions of another start's feed mean nothing in this one
   */
  Tablets(String epoch, List<Registration> rows) {
    this.epoch = epoch;
    rows.forEach(feed::registered);
  }

  synchronized boolean isEmpty() {
    return feed.isEmpty();
  }

  /** Ends the registrations whose lease has ended. */
  synchronized void expire(Instant now) {
    feed.expire(now);
  }

  /**
   * What changed after a position.
   *
   * @param position {@link TabletsChanged#position} of an earlier answer, or anything else for who
   *     knows nothing
   */
  synchronized TabletsChanged after(String position) {
    TabletFeed.Page page = feed.after(numberOf(position));
    return new TabletsChanged(epoch + SEPARATOR + page.through(), page);
  }

  private long numberOf(String position) {
    String ours = epoch + SEPARATOR;
    return position.startsWith(ours) ? Long.parseLong(position.substring(ours.length())) : 0;
  }

  /** Registers or renews, within the writer's transaction. */
  static Snapshot<Registration> register(WriteTransaction transaction, Wish wish)
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
            wish.tablet(),
            List.copyOf(teams),
            List.copyOf(events),
            now.plus(wish.lease()),
            wish.pushKey());
    Registrations.put(session, registration);
    transaction.changed(wish.tablet(), Optional.of(registration), registration.isNews(before, now));
    return new Snapshot<>(registration, transaction.through());
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
  synchronized void follow(Map<Address, Optional<Registration>> changes) {
    changes.forEach(
        (tablet, registration) ->
            registration.ifPresentOrElse(feed::registered, () -> feed.unregistered(tablet)));
  }
}
