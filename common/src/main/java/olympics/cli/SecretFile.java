package olympics.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import olympics.tls.FileModes;

/**
 * One line of secret text in a file of mode 0600. Several processes may create it at once: the file
 * appears with its content, one wins, and the others read what the winner wrote. Thread-safe.
 */
final class SecretFile {
  private static final int MAX_BYTES = 4096;

  private final Path path;

  SecretFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * The text, without white space around it.
   *
   * @throws IllegalArgumentException if the file is empty or too large to be a secret
   */
  String read() throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw new IllegalArgumentException(path + " is too large to be a secret");
    }
    FileModes.warnIfOthersMayRead(path);
    String text = Files.readString(path, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(path + " is empty, expected a secret on one line");
    }
    return text;
  }

  /** Writes the text if there is no such file yet; says whether it did. */
  boolean createIfMissing(Supplier<String> text) throws IOException {
    if (exists()) {
      return false;
    }
    Path directory = path.toAbsolutePath().getParent();
    Files.createDirectories(directory, FileModes.of("rwx------"));
    byte[] salt = new byte[8];
    new SecureRandom().nextBytes(salt);
    Path draft =
        directory.resolve("." + path.getFileName() + "." + HexFormat.of().formatHex(salt) + ".new");
    try {
      write(draft, text.get() + "\n");
      // Unlike a move, a link never replaces what is already there.
      Files.createLink(path, draft);
      return true;
    } catch (FileAlreadyExistsException otherWasFaster) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            FileModes.of("rw-------"))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
