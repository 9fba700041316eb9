package olympics.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every program: help, version, data directory, verbosity. A picocli mixin. */
public final class CommonOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Secrets, database, outbox, logs (default: .olympics beside scripts/).",
      defaultValue = "${env:OLYMPICS_DATA_DIR}")
  private Path dataDirectory;

  /** Where this program's files are. */
  public Path dataDirectory() {
    return dataDirectory == null ? Path.of(".olympics") : dataDirectory;
  }
}
