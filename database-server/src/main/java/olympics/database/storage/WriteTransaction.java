package olympics.database.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.database.core.Item;
import olympics.database.core.Micros;
import olympics.database.core.Registration;
import olympics.games.core.ItemKey;
import olympics.games.core.Stamp;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.rpc.RpcFault;

/**
 * One transaction after another on the one connection that writes, each of many writes that can be
 * undone singly. Numbers the versions. Confined to the writer's thread.
 */
final class WriteTransaction implements AutoCloseable {
  private final DatabaseFile file;
  private final String epoch;
  private final InstantSource clock;
  private final RequestCount requests;
  private Optional<Session> session = Optional.empty();

  private long committedNumber;
  private long number;
  private long numberAtMark;
  private Instant lastStamp = Instant.MIN;

  private final List<Item> sinceMark = new ArrayList<>();
  private final Map<ItemKey, Item> items = new LinkedHashMap<>();
  private final Map<Address, Optional<Registration>> tabletsSinceMark = new HashMap<>();
  private final Map<Address, Optional<Registration>> tablets = new LinkedHashMap<>();
  private final Map<Address, Optional<Registration>> newsSinceMark = new HashMap<>();
  private final Map<Address, Optional<Registration>> news = new LinkedHashMap<>();

  WriteTransaction(DatabaseFile file, String epoch, InstantSource clock, RequestCount requests) {
    this.file = file;
    this.epoch = epoch;
    this.clock = clock;
    this.requests = requests;
  }

  /** Begins; opens the connection anew if the last one was given up. */
  void begin() throws SQLException, RpcFault {
    items.clear();
    tablets.clear();
    news.clear();
    forgetSinceMark();
    if (session.isEmpty()) {
      session = Optional.of(file.openForWriting());
    }
    session().run(Sql.BEGIN_WRITE);
    committedNumber = History.lastNumber(session());
    number = committedNumber;
    if (!requests.isKnown()) {
      requests.counted(Requests.count(session()));
    }
    requests.begin();
  }

  /** Marks the place that {@link #undoToMark} returns to. */
  void mark() throws SQLException {
    session().run(Sql.SAVEPOINT);
    numberAtMark = number;
    requests.mark();
    forgetSinceMark();
  }

  /** Keeps what was done since the mark. */
  void keep() throws SQLException {
    session().run(Sql.RELEASE_SAVEPOINT);
    for (Item item : sinceMark) {
      items.put(item.key(), item);
    }
    tablets.putAll(tabletsSinceMark);
    news.putAll(newsSinceMark);
  }

  /** Undoes what was done since the mark, and only that. */
  void undoToMark() throws SQLException {
    session().run(Sql.ROLLBACK_TO_SAVEPOINT);
    session().run(Sql.RELEASE_SAVEPOINT);
    number = numberAtMark;
    requests.undoToMark();
    forgetSinceMark();
  }

  /** Writes down how far the numbers have come; the last thing before {@link #commit}. */
  void finish() throws SQLException {
    if (number != committedNumber) {
      History.setLastNumber(session(), number);
    }
  }

  /** Commits: on disk when it returns. If it throws, nobody knows. */
  void commit() throws SQLException {
    try {
      session().run(Sql.COMMIT);
    } catch (SQLException e) {
      if (!StorageFaults.isFull(e)) {
        requests.commitUnknown();
      }
      throw e;
    }
    requests.commit();
  }

  /** Rolls everything back; gives the connection up if that fails. Never throws. */
  void abandon() {
    try {
      if (session.isPresent()) {
        session().run(Sql.ROLLBACK);
      }
    } catch (SQLException rollbackFailed) {
      // A full disk has rolled back already, a broken connection cannot: a new one is sound.
      close();
    }
  }

  Session session() {
    return session.orElseThrow(() -> new IllegalStateException("no transaction is open"));
  }

  /** The next version and the present time, for an item that is being written. */
  Stamp nextStamp() {
    number++;
    return new Stamp(through(), now());
  }

  /** The last version so far. */
  Version through() {
    return new Version(epoch, number);
  }

  /** The present time to the microsecond; never before an earlier answer. */
  Instant now() {
    Instant now = Micros.instant(Micros.of(clock.instant()));
    lastStamp = now.isAfter(lastStamp) ? now : lastStamp;
    return lastStamp;
  }

  /** How many requests were applied, this transaction's among them. */
  RequestCount requests() {
    return requests;
  }

  /** Takes note that an item was written. */
  void changed(Item item) {
    sinceMark.add(item);
  }

  /**
   * Takes note that a tablet was registered, or is no longer.
   *
   * @param isNews whether the front-ends must hear of it at once
   */
  void changed(Address tablet, Optional<Registration> registration, boolean isNews) {
    tabletsSinceMark.put(tablet, registration);
    if (isNews) {
      newsSinceMark.put(tablet, registration);
    }
  }

  /** The tablets whose registrations changed, to what they are now. */
  Map<Address, Optional<Registration>> tablets() {
    return tablets;
  }

  /** What the transaction has changed, for those who are told of it. */
  Commit changes() {
    return new Commit(through(), List.copyOf(items.values()), news);
  }

  private void forgetSinceMark() {
    sinceMark.clear();
    tabletsSinceMark.clear();
    newsSinceMark.clear();
  }

  @Override
  public void close() {
    try {
      if (session.isPresent()) {
        session().close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the database", e);
    } finally {
      session = Optional.empty();
    }
  }
}
