package olympics.database.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import olympics.games.core.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last version that was committed, in a small file beside the database. Confined to the
 * writer's thread, once opened.
 *
 * <p>SQLite takes the first damaged frame of its log for the log's end: after a crash that is what
 * a torn tail looks like. If the frame was damaged later, the acknowledged writes from there on
 * would be gone without a word. A database that does not reach its mark has lost some.
 *
 * <p>The mark is written after the commit and before the answer, and not forced to disk: it
 * survives the death of the process, and after a power cut it may be behind, never ahead.
 */
final class HighWaterMark implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HighWaterMark.class);

  // One length for all, so that writing over an earlier one leaves nothing of it.
  private static final String FORM = "%s %019d";
  private static final Pattern LINE =
      Pattern.compile("(([0-9a-f]{16}) ([0-9]{19})) ([0-9a-f]{8})\n");

  private final Path file;
  private final FileChannel channel;

  private HighWaterMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Path of(Path database) {
    return database.resolveSibling(database.getFileName() + "-mark");
  }

  /**
   * The mark of a database; empty if it has none yet.
   *
   * @throws DatabaseRefusedException if it is damaged
   */
  static Optional<Version> read(Path database) throws IOException {
    Path file = of(database);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Matcher line = LINE.matcher(text);
    if (!line.matches() || !checksum(line.group(1)).equals(line.group(4))) {
      throw new DatabaseRefusedException(
          database,
          "its mark " + file + " is damaged, so nobody knows whether it is whole",
          "It was left as it is. Remove the mark to go on with what the database holds.");
    }
    return Optional.of(new Version(line.group(2), Long.parseLong(line.group(3))));
  }

  /** Begins to keep the mark of a database that holds this version; on disk when it returns. */
  static HighWaterMark begin(Path database, Version version) throws IOException {
    Path file = of(database);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    HighWaterMark mark = new HighWaterMark(file, channel);
    try {
      mark.write(version);
      channel.force(true);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return mark;
  }

  /** Raises the mark. Never throws: what was committed is committed, with a mark or without. */
  void raise(Version version) {
    try {
      write(version);
    } catch (IOException e) {
      LOG.warn("mark not raised file={} version={} reason=\"{}\"", file, version, e.getMessage());
    }
  }

  private void write(Version version) throws IOException {
    String value = FORM.formatted(version.epoch(), version.number());
    byte[] line = (value + " " + checksum(value) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }

  private static String checksum(String value) {
    CRC32C crc = new CRC32C();
    crc.update(value.getBytes(StandardCharsets.ISO_8859_1));
    return "%08x".formatted(crc.getValue());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
