package olympics.database.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import olympics.database.core.ChangeFeed;
import olympics.database.core.Item;
import olympics.database.core.Registration;
import olympics.database.core.WriteDecision.Applied;
import olympics.database.core.WriteRequest;
import olympics.database.core.WriteResult;
import olympics.games.core.Lineage;
import olympics.games.core.OlympicEvent;
import olympics.games.core.RequestId;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.process.core.PushKey;
import olympics.rpc.RpcFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all results in one SQLite file; the only door to it. Thread-safe.
 *
 * <p>Reads may block on the disk and are answered from one snapshot. Writes do not block: one
 * writer commits those that wait together, and each answer comes after its commit is on disk.
 */
public final class DatabaseManager implements AutoCloseable {
  /** How many applied requests a database keeps unless it is told otherwise. */
  public static final long DEFAULT_MAX_REQUESTS = 5_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseManager.class);

  private final DatabaseFile file;
  private final HighWaterMark mark;
  private final Lineage lineage;
  private final InstantSource clock;
  private final Readers readers;
  private final GroupCommit writer;
  private final Tablets tablets;
  private final AtomicBoolean closed = new AtomicBoolean();

  // Named before anything is written; until then nobody is told.
  private volatile Commit.Listener listener = commit -> {};

  private DatabaseManager(
      DatabaseFile file, HighWaterMark mark, Opening opening, InstantSource clock) {
    this.file = file;
    this.mark = mark;
    this.lineage = opening.lineage;
    this.clock = clock;
    String epoch = lineage.current().id();
    this.tablets = new Tablets(epoch, opening.registrations);
    this.readers = new Readers(file, epoch);
    this.writer =
        new GroupCommit(
            new WriteTransaction(file, epoch, clock, opening.requests), this::afterCommit);
  }

  /**
   * Which database is kept, and how.
   *
   * @param file created if it does not exist
   * @param maxRequests how many applied requests it may hold before it refuses further writes
   */
  public record Settings(Path file, long maxRequests) {
    /** With the ordinary bound. */
    public Settings(Path file) {
      this(file, DEFAULT_MAX_REQUESTS);
    }
  }

  private record Opening(Lineage lineage, List<Registration> registrations, RequestCount requests) {
    /** Where the database stands before anything is written in this epoch. */
    Version found() {
      return new Version(lineage.current().id(), lineage.current().firstNumber() - 1);
    }
  }

  /**
   * Opens the file and begins an epoch; creates the file, with the village's catalogue, if it does
   * not exist.
   *
   * @param clock asked for the time of each write, and not before the first one
   * @throws DatabaseRefusedException if it is not a whole database of the Games, or in use
   */
  public static DatabaseManager open(Settings settings, InstantSource clock) throws IOException {
    boolean exists = settings.file().toFile().exists();
    DatabaseFile file = DatabaseFile.open(settings.file(), InstantSource.system().instant());
    try (Session session = file.openForWriting()) {
      RequestCount requests = new RequestCount(settings.maxRequests(), Requests.count(session));
      Opening opening = new Opening(Epochs.begin(session), Registrations.all(session), requests);
      HighWaterMark mark = HighWaterMark.begin(file.path(), opening.found());
      DatabaseManager manager = new DatabaseManager(file, mark, opening, clock);
      LOG.info(
          "database {} file={} epoch={} version={} requests={} max_requests={}",
          exists ? "opened" : "initialised",
          file.path(),
          opening.found().epoch(),
          opening.found().number(),
          requests.committed(),
          settings.maxRequests());
      return manager;
    } catch (IOException e) {
      file.close();
      throw e;
    } catch (SQLException | RpcFault e) {
      file.close();
      throw new IOException("cannot open " + file.path() + ": " + e.getMessage(), e);
    }
  }

  /** Names who is told of each commit that changes something. */
  public void tell(Commit.Listener commits) {
    listener = commits;
  }

  private void afterCommit(WriteTransaction transaction) {
    tablets.follow(transaction.tablets());
    Commit commit = transaction.changes();
    mark.raise(commit.through());
    if (!commit.items().isEmpty() || !commit.tablets().isEmpty()) {
      listener.committed(commit);
    }
  }

  /** The epochs up to this start's; they do not change while it is open. */
  public Lineage lineage() {
    return lineage;
  }

  /** A team's tally. Fault 404 if there is none of that name. */
  public Snapshot<Team> team(String name) throws RpcFault {
    return readers.read(session -> Writes.requireTeam(session, name));
  }

  /** An event's score. Fault 404 if there is none of that name. */
  public Snapshot<OlympicEvent> event(String name) throws RpcFault {
    return readers.read(session -> Writes.requireEvent(session, name));
  }

  /** All teams, in the order of their names. */
  public Snapshot<List<Team>> teams() throws RpcFault {
    return readers.read(Items::teams);
  }

  /** All events, in the order of their names. */
  public Snapshot<List<OlympicEvent>> events() throws RpcFault {
    return readers.read(Items::events);
  }

  /** The names of all teams and events as first written, in order. */
  public Snapshot<Catalogue> catalogue() throws RpcFault {
    return readers.read(
        session ->
            new Catalogue(
                Items.teams(session).stream().map(Team::name).toList(),
                Items.events(session).stream().map(OlympicEvent::name).toList()));
  }

  /** The names of all teams and events. */
  public record Catalogue(List<String> teams, List<String> events) {}

  /**
   * What changed since a version; costs the changes and not the catalogue.
   *
   * @param since a version, or empty for "nothing known"
   * @throws IllegalArgumentException if it is neither
   */
  public Snapshot<Changes> changesSince(String since) throws RpcFault {
    return readers.read(
        session -> {
          OptionalLong after = ChangeFeed.after(since, lineage, History.lastNumber(session));
          if (after.isEmpty()) {
            return new Changes(lineage, true, List.of());
          }
          List<Item> items = new ArrayList<>();
          for (Team team : Items.teamsAfter(session, after.getAsLong())) {
            items.add(new Item.Tally(team));
          }
          for (OlympicEvent event : Items.eventsAfter(session, after.getAsLong())) {
            items.add(new Item.Score(event));
          }
          return new Changes(lineage, false, items);
        });
  }

  /** What a request id was answered, if its write was applied. */
  public Optional<WriteResult> applied(RequestId id) throws RpcFault {
    return readers.read(session -> Requests.find(session, id)).value().map(Applied::result);
  }

  /**
   * Writes once, however often it is asked.
   *
   * @return completes when it is on disk; or fails with {@link RpcFault}: 404, 409, 503 if nothing
   *     was done, 504 if nobody knows
   */
  public CompletableFuture<WriteAnswer> write(WriteRequest request) {
    return writer.submit(
        "request_id " + request.id(), transaction -> Writes.execute(transaction, request));
  }

  /**
   * Registers a tablet, or renews its registration.
   *
   * @param tablet where it listens; {@code teams} and {@code events} must exist
   * @param pushKey what pushes to it are to carry; takes the place of an earlier one
   * @return the registration, and the last version before it: it is told of all that come after
   */
  public CompletableFuture<Snapshot<Registration>> register(
      Address tablet,
      List<String> teams,
      List<String> events,
      Duration lease,
      Optional<PushKey> pushKey) {
    Tablets.Wish wish =
        new Tablets.Wish(tablet, List.copyOf(teams), List.copyOf(events), lease, pushKey);
    return writer.submit(
        "the registration of " + tablet, transaction -> Tablets.register(transaction, wish));
  }

  /** Ends a tablet's registration; whether there was one. */
  public CompletableFuture<Boolean> unregister(Address tablet) {
    return writer.submit(
        "the end of the registration of " + tablet,
        transaction -> Tablets.unregister(transaction, tablet));
  }

  /**
   * What changed in the list of tablets, a page of it.
   *
   * @param position of an earlier answer; with any other text the page begins a list of all
   * @throws IllegalArgumentException if it names this start's epoch and no number
   */
  public TabletsChanged tabletsSince(String position) {
    // Asking for the time may wait; without a registration there is no need to.
    if (!tablets.isEmpty()) {
      tablets.expire(clock.instant());
    }
    return tablets.after(position);
  }

  /** How many transactions were committed since the start. */
  public long commits() {
    return writer.commits();
  }

  /** For tests: work of their own within the writer's transactions. */
  GroupCommit writer() {
    return writer;
  }

  /** Lets the writes that wait be committed, then closes the file. */
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      writer.close();
      readers.close();
    } catch (SQLException e) {
      throw new IOException("cannot close " + file.path() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while closing " + file.path(), e);
    } finally {
      mark.close();
      file.close();
    }
  }
}
