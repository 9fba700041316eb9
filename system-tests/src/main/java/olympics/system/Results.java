package olympics.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The record of fault tests: a table in Markdown, one line per run, in the file that the system
 * property {@code faults.results} names. Runs only add lines, so a full dose may be taken in
 * several runs. Thread-safe, and safe for several processes at once.
 */
public final class Results {
  /** The system property with the file's path. */
  public static final String PROPERTY = "faults.results";

  /** The system property with the short hash of the commit that is tested; "-" by default. */
  public static final String COMMIT = "faults.commit";

  private static final String HEAD =
      """
      | date | commit | promise | dose | done | faults that bit | verdict |
      |---|---|---|---|---|---|---|
      """;

  private static final Object WRITING = new Object();

  private final Path file;

  Results(Path file) {
    this.file = file;
  }

  /** The file that the property names; by default {@code system-tests/target/results.md}. */
  public static Results standard() {
    String given = System.getProperty(PROPERTY);
    return new Results(
        given == null
            ? Games.projectRoot().resolve("system-tests/target/results.md")
            : Path.of(given).toAbsolutePath());
  }

  /**
   * One run.
   *
   * @param promise its name, as {@code G1}
   * @param done what was done, in words and numbers
   * @param faults which faults really bit, in words and numbers
   * @param verdict {@code kept}, or what was found
   */
  public record Run(String promise, String done, String faults, String verdict) {}

  /** Adds a line for a run of the chosen dose and slice. */
  public void add(Run run) {
    String line =
        "| %s | %s | %s | %s | %s | %s | %s |%n"
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                cell(System.getProperty(COMMIT, "-")),
                cell(run.promise()),
                Dose.label(),
                cell(run.done()),
                cell(run.faults()),
                cell(run.verdict()));
    try {
      Files.createDirectories(file.getParent());
      append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the results cannot be written to " + file, e);
    }
  }

  /** Whoever comes first writes the head of the table. */
  private void append(String line) throws IOException {
    synchronized (WRITING) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        var unusedHeldUntilClosed = channel.lock();
        String text = channel.size() == 0 ? HEAD + line : line;
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }
}
