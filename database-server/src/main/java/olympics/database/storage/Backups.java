package olympics.database.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import olympics.games.core.Version;
import olympics.tls.FileModes;

/**
 * Copies a database, served or not, and puts a copy back in place. Changes nothing in what it
 * copies.
 */
public final class Backups {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Backups() {}

  /**
   * What was restored.
   *
   * @param through the version that the database ends at now
   * @param replaced where the database is that was in its place
   */
  public record Restored(Version through, Optional<Path> replaced) {}

  /**
   * Copies a database as it is at one moment, with every write that was acknowledged before the
   * call. A server may go on writing to it.
   *
   * @param copy must not exist; it is there whole, checked and on disk, or not at all
   * @return the version that the copy ends at
   * @throws DatabaseRefusedException if the database is not sound
   */
  public static Version take(Path database, Path copy) throws IOException {
    Path from = database.toAbsolutePath().normalize();
    Path to = copy.toAbsolutePath().normalize();
    if (!Files.exists(from)) {
      throw new DatabaseRefusedException(
          from, "there is none", "Name the data directory with --data-dir, or the file with --db.");
    }
    if (Files.exists(to)) {
      throw new IOException(to + " is there already; name another file");
    }
    Optional<FileChannel> lock = DatabaseFile.tryLock(from);
    try {
      // What is acknowledged after this line may be in the copy, what was before must be.
      Optional<Version> mark = HighWaterMark.read(from);
      DatabaseCheck.Found found = copyTo(from, unfinished(to), lock.isPresent());
      if (mark.isPresent()) {
        DatabaseCheck.requireReaches(from, found, mark.get());
      }
      Files.move(unfinished(to), to, StandardCopyOption.ATOMIC_MOVE);
      DatabaseFile.force(to.getParent(), StandardOpenOption.READ);
      return found.through();
    } finally {
      Files.deleteIfExists(unfinished(to));
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  /**
   * Puts a copy of a backup in the place of a database, which is kept beside it.
   *
   * @throws DatabaseRefusedException if the backup is not sound, or a server is using the database;
   *     nothing was changed then
   */
  public static Restored restore(Path backup, Path database) throws IOException {
    Path from = backup.toAbsolutePath().normalize();
    Path to = database.toAbsolutePath().normalize();
    if (!Files.exists(from)) {
      throw new DatabaseRefusedException(from, "there is none", "Name the file of a backup.");
    }
    Files.createDirectories(to.getParent());
    FileChannel lock = DatabaseFile.lock(to);
    try {
      DatabaseCheck.Found found = copyTo(from, unfinished(to), true);
      Optional<Path> replaced = replace(to, Instant.now());
      return new Restored(found.through(), replaced);
    } finally {
      Files.deleteIfExists(unfinished(to));
      lock.close();
    }
  }

  private static DatabaseCheck.Found copyTo(Path from, Path to, boolean alone) throws IOException {
    Files.createDirectories(to.getParent());
    Files.deleteIfExists(to);
    if (alone) {
      var unused = DatabaseCheck.require(from);
    }
    Files.createFile(to, FileModes.of("rw-------"));
    try (Session session = DatabaseFile.openUntouched(from, alone)) {
      session.update(Sql.COPY_INTO, to.toString());
    } catch (SQLException e) {
      throw new IOException("cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
    }
    DatabaseCheck.Found found = DatabaseCheck.require(to);
    DatabaseFile.force(to, StandardOpenOption.WRITE);
    return found;
  }

  /**
   * Moves the database aside, and what is unfinished into its place. A death at any point leaves a
   * database, or something that a server refuses: as long as the mark is there.
   */
  private static Optional<Path> replace(Path database, Instant now) throws IOException {
    Path aside = DatabaseFile.sibling(database, ".replaced-" + STAMP.format(now));
    boolean there = Files.exists(database);
    moveIfThere(DatabaseFile.sibling(database, "-wal"), DatabaseFile.sibling(aside, "-wal"));
    Files.deleteIfExists(DatabaseFile.sibling(database, "-shm"));
    moveIfThere(database, aside);
    Files.move(unfinished(database), database, StandardCopyOption.ATOMIC_MOVE);
    DatabaseFile.force(database.getParent(), StandardOpenOption.READ);
    moveIfThere(HighWaterMark.of(database), HighWaterMark.of(aside));
    DatabaseFile.force(database.getParent(), StandardOpenOption.READ);
    return there ? Optional.of(aside) : Optional.empty();
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static Path unfinished(Path file) {
    return DatabaseFile.sibling(file, ".unfinished");
  }
}
