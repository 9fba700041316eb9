package olympics.database.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import olympics.games.core.Version;
import olympics.rpc.RpcFault;
import olympics.tls.FileModes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The SQLite file: made whole or not at all, checked before it is served, held by one process. */
final class DatabaseFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final Path file;
  private final FileChannel lockFile;

  private DatabaseFile(Path file, FileChannel lockFile) {
    this.file = file;
    this.lockFile = lockFile;
  }

  /**
   * Takes hold of the file: creates it if it does not exist, checks it if it does.
   *
   * @param created when a new file's first rows were written
   * @throws DatabaseRefusedException if it is in use, or not a whole database of the Games; it was
   *     not touched then
   */
  static DatabaseFile open(Path path, Instant created) throws IOException {
    Path file = path.toAbsolutePath().normalize();
    Files.createDirectories(file.getParent());
    DatabaseFile database = new DatabaseFile(file, lock(file));
    try {
      if (Files.exists(file)) {
        DatabaseCheck.Found found = DatabaseCheck.require(file);
        Optional<Version> mark = HighWaterMark.read(file);
        if (mark.isPresent()) {
          DatabaseCheck.requireReaches(file, found, mark.get());
        }
        FileModes.warnIfOthersMayRead(file);
        database.bringUpToDate(found.schema());
      } else {
        database.create(created);
      }
      return database;
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Path path() {
    return file;
  }

  private void bringUpToDate(int schema) throws IOException {
    if (schema == History.SCHEMA_VERSION) {
      return;
    }
    try (Session session = openForWriting()) {
      SchemaUpgrade.run(session);
    } catch (SQLException | RpcFault e) {
      throw new IOException(
          "cannot bring " + file + " up to date, it is as it was: " + e.getMessage(), e);
    }
    LOG.info("database brought up to date schema={} was={}", History.SCHEMA_VERSION, schema);
  }

  /** A connection that writes: each commit is on disk when it returns. */
  Session openForWriting() throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    return new Session(config.createConnection(url(file, "")));
  }

  /** A connection that reads beside the writer. */
  Session openForReading() throws SQLException {
    Session session = new Session(config().createConnection(url(file, "")));
    session.run(Sql.READ_ONLY);
    return session;
  }

  /**
   * A connection that changes nothing, not even beside the file.
   *
   * @param alone whether nobody else can be writing to it
   */
  static Session openUntouched(Path file, boolean alone) throws IOException, SQLException {
    // Without a log "immutable" keeps SQLite from making even its side files.
    SQLiteConfig config = config();
    config.setReadOnly(true);
    String query = alone && !hasLog(file) ? "?mode=ro&immutable=1" : "?mode=ro";
    return new Session(config.createConnection(url(file, query)));
  }

  /** Lets go of the file; another process may open it then. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  static FileChannel lock(Path file) throws IOException {
    return tryLock(file)
        .orElseThrow(
            () ->
                new DatabaseRefusedException(
                    file,
                    "another database server is using it",
                    "Stop that one first, or name another file with --db."));
  }

  /** Keeps every database server from using the file until it is closed; empty if one does. */
  static Optional<FileChannel> tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            sibling(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      FileLock lock = channel.tryLock();
      held = lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process, which is in use like any other.
    } finally {
      if (!held) {
        channel.close();
      }
    }
    return held ? Optional.of(channel) : Optional.empty();
  }

  private void create(Instant created) throws IOException {
    if (hasLog(file)) {
      throw DatabaseRefusedException.damaged(
          file, "it is missing, but its log " + sibling(file, "-wal").getFileName() + " is there");
    }
    if (Files.exists(HighWaterMark.of(file))) {
      throw new DatabaseRefusedException(
          file,
          "it is missing, but its mark " + HighWaterMark.of(file) + " is there",
          "Restore a backup with scripts/restore, or remove the mark to begin with a new one.");
    }
    Path unfinished = sibling(file, ".new");
    for (String suffix : new String[] {"", "-journal", "-wal", "-shm"}) {
      Files.deleteIfExists(sibling(unfinished, suffix));
    }
    // It holds the tablets' push keys. What SQLite makes beside it gets the same mode.
    Files.createFile(unfinished, FileModes.of("rw-------"));
    SQLiteConfig config = config();
    config.setApplicationId(DatabaseCheck.APPLICATION_ID);
    config.setUserVersion(History.SCHEMA_VERSION);
    config.setJournalMode(JournalMode.WAL);
    try (Session session = new Session(config.createConnection(url(unfinished, "")))) {
      FirstRows.write(session, created);
    } catch (SQLException e) {
      throw new IOException("cannot create " + unfinished + ": " + e.getMessage(), e);
    }
    force(unfinished, StandardOpenOption.WRITE);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    force(file.getParent(), StandardOpenOption.READ);
  }

  static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  static boolean hasLog(Path file) throws IOException {
    Path log = sibling(file, "-wal");
    return Files.exists(log) && Files.size(log) > 0;
  }

  static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    return config;
  }

  private static String url(Path file, String query) {
    return "jdbc:sqlite:file:" + file.toUri().getRawPath() + query;
  }
}
