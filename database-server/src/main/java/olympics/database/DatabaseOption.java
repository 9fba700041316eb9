package olympics.database;

import java.nio.file.Path;
import olympics.cli.CommonOptions;
import picocli.CommandLine.Option;

/** Which database a program works on. A picocli mixin. */
final class DatabaseOption {
  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "The database (default: scores.db in the data directory).")
  private Path file;

  /** The file that was named, or the data directory's. */
  Path database(CommonOptions common) {
    return file == null ? common.dataDirectory().resolve("scores.db") : file;
  }
}
