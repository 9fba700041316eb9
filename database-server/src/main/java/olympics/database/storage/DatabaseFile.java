package olympics.database.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import olympics.rpc.RpcFault;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The SQLite file: made whole or not at all, checked before it is served, held by one process.
 *
 * <p>Layout of the header: https://www.sqlite.org/fileformat.html
 */
final class DatabaseFile implements AutoCloseable {
  /** "OLYM": the application id in the file's header. */
  static final int APPLICATION_ID = 0x4F4C594D;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGE_COUNT_AT = 28;
  private static final int USER_VERSION_AT = 60;
  private static final int APPLICATION_ID_AT = 68;
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
        database.checkHeader();
        database.checkContent();
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

  /** A connection that writes: each commit is on disk when it returns. */
  Session openForWriting() throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    return new Session(config.createConnection(url("")));
  }

  /** A connection that reads beside the writer. */
  Session openForReading() throws SQLException {
    Session session = new Session(config().createConnection(url("")));
    session.run(Sql.READ_ONLY);
    return session;
  }

  /** Lets go of the file; another process may open it then. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            sibling(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      FileLock lock = channel.tryLock();
      held = lock != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process; refused below like any other holder.
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (!held) {
      throw new DatabaseRefusedException(
          file,
          "another database server is using it",
          "Stop that one first, or name another file with --db.");
    }
    return channel;
  }

  private void checkHeader() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw DatabaseRefusedException.damaged(file, "it is not a regular file");
    }
    long size = Files.size(file);
    if (size == 0) {
      throw DatabaseRefusedException.damaged(file, "it is empty");
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // Reads on until the header is whole or the file ends.
      }
    }
    byte[] bytes = header.array();
    if (header.hasRemaining() || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw DatabaseRefusedException.damaged(file, "it is not an SQLite database");
    }
    if (header.getInt(APPLICATION_ID_AT) != APPLICATION_ID) {
      throw DatabaseRefusedException.damaged(
          file, "it is an SQLite database of another program (application id)");
    }
    int schema = header.getInt(USER_VERSION_AT);
    if (schema != History.SCHEMA_VERSION) {
      throw DatabaseRefusedException.damaged(
          file,
          "its schema version is " + schema + ", this program's is " + History.SCHEMA_VERSION);
    }
    int stated = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
    long expected = (stated == 1 ? 65_536L : stated) * header.getInt(PAGE_COUNT_AT);
    // Beside a log, the file itself may be behind: what the log holds is checked with it below.
    if (!hasLog() && size < expected) {
      throw DatabaseRefusedException.damaged(
          file, "it is truncated: " + size + " bytes, expected " + expected);
    }
  }

  /** Reads everything once, through a connection that cannot write. */
  private void checkContent() throws IOException {
    // Without a log "immutable" keeps SQLite from making even its side files.
    SQLiteConfig config = config();
    config.setReadOnly(true);
    String url = url(hasLog() ? "?mode=ro" : "?mode=ro&immutable=1");
    try (Session session = new Session(config.createConnection(url))) {
      String integrity =
          session.first(Sql.CHECK_INTEGRITY, row -> row.getString(1)).orElse("no answer");
      if (!integrity.equals("ok")) {
        throw DatabaseRefusedException.damaged(file, "it is damaged (" + integrity + ")");
      }
      History.lastNumber(session);
      if (History.epochs(session).isEmpty()) {
        throw DatabaseRefusedException.damaged(file, "it is damaged (no epochs)");
      }
      Items.teams(session);
      Items.events(session);
      Requests.verify(session);
      Registrations.all(session);
    } catch (SQLException | RpcFault e) {
      throw DatabaseRefusedException.damaged(file, "it is damaged (" + e.getMessage() + ")");
    }
  }

  private void create(Instant created) throws IOException {
    if (hasLog()) {
      throw DatabaseRefusedException.damaged(
          file, "it is missing, but its log " + sibling(file, "-wal").getFileName() + " is there");
    }
    Path unfinished = sibling(file, ".new");
    for (String suffix : new String[] {"", "-journal", "-wal", "-shm"}) {
      Files.deleteIfExists(sibling(unfinished, suffix));
    }
    SQLiteConfig config = config();
    config.setApplicationId(APPLICATION_ID);
    config.setUserVersion(History.SCHEMA_VERSION);
    config.setJournalMode(JournalMode.WAL);
    DatabaseFile building = new DatabaseFile(unfinished, lockFile);
    try (Session session = new Session(config.createConnection(building.url("")))) {
      FirstRows.write(session, created);
    } catch (SQLException e) {
      throw new IOException("cannot create " + unfinished + ": " + e.getMessage(), e);
    }
    force(unfinished, StandardOpenOption.WRITE);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    force(file.getParent(), StandardOpenOption.READ);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private boolean hasLog() throws IOException {
    Path log = sibling(file, "-wal");
    return Files.exists(log) && Files.size(log) > 0;
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    return config;
  }

  private String url(String query) {
    return "jdbc:sqlite:file:" + file.toUri().getRawPath() + query;
  }
}
