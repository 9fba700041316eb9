package olympics.database.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import olympics.games.core.Lineage;
import olympics.games.core.Version;
import olympics.rpc.RpcFault;

/**
 * Whether a file is a whole database of the Games. Reads everything once and changes nothing.
 *
 * <p>Layout of the header: https://www.sqlite.org/fileformat.html
 */
final class DatabaseCheck {
  /** "OLYM": the application id in the file's header. */
  static final int APPLICATION_ID = 0x4F4C594D;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGE_COUNT_AT = 28;
  private static final int USER_VERSION_AT = 60;
  private static final int APPLICATION_ID_AT = 68;

  private DatabaseCheck() {}

  /** What a sound database holds. */
  record Found(Lineage lineage, long lastNumber, int schema) {
    Version through() {
      return new Version(lineage.current().id(), lastNumber);
    }

    /** Whether it holds what was written up to this version. */
    boolean reaches(Version version) {
      return lineage.contains(version) && version.number() <= lastNumber;
    }
  }

  /**
   * Checks a database, together with its log if it has one.
   *
   * @throws DatabaseRefusedException naming the file, if it is not sound
   */
  static Found require(Path file) throws IOException {
    requireHeader(file);
    return requireContent(file);
  }

  /** Checks that a database has not lost what was acknowledged. */
  static void requireReaches(Path file, Found found, Version mark) throws IOException {
    if (!found.reaches(mark)) {
      throw new DatabaseRefusedException(
          file,
          "it has lost writes that were acknowledged: it ends at version "
              + found.through()
              + ", but its mark "
              + HighWaterMark.of(file)
              + " says "
              + mark
              + " (its -wal file is damaged or gone, or the file is an older one)",
          "It was left as it is. Put the -wal file back if it was moved, or restore a backup with"
              + " scripts/restore, or remove the mark to go on without those writes.");
    }
  }

  private static void requireHeader(Path file) throws IOException {
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
    if (!History.isReadable(schema)) {
      throw DatabaseRefusedException.damaged(
          file,
          "its schema version is " + schema + ", this program's is " + History.SCHEMA_VERSION);
    }
    int stated = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
    long expected = (stated == 1 ? 65_536L : stated) * header.getInt(PAGE_COUNT_AT);
    // Beside a log, the file itself may be behind: what the log holds is checked with it below.
    if (!DatabaseFile.hasLog(file) && size < expected) {
      throw DatabaseRefusedException.damaged(
          file, "it is truncated: " + size + " bytes, expected " + expected);
    }
  }

  private static Found requireContent(Path file) throws IOException {
    try (Session session = DatabaseFile.openUntouched(file, true)) {
      String integrity =
          session.first(Sql.CHECK_INTEGRITY, row -> row.getString(1)).orElse("no answer");
      if (!integrity.equals("ok")) {
        throw DatabaseRefusedException.damaged(file, "it is damaged (" + integrity + ")");
      }
      long lastNumber = History.lastNumber(session);
      List<Lineage.Epoch> epochs = History.epochs(session);
      if (epochs.isEmpty()) {
        throw DatabaseRefusedException.damaged(file, "it is damaged (no epochs)");
      }
      Items.teams(session);
      Items.events(session);
      Requests.verify(session);
      int schema = History.schema(session);
      Registrations.verify(session, schema);
      return new Found(new Lineage(epochs), lastNumber, schema);
    } catch (SQLException | RpcFault e) {
      throw DatabaseRefusedException.damaged(file, "it is damaged (" + e.getMessage() + ")");
    }
  }
}
