package olympics.cli;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Options of every program: help, version, data directory, verbosity. A picocli mixin. */
public final class CommonOptions {
  private static final String OWN_LOGGERS = "olympics";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Secrets, database, outbox, logs (default: .olympics beside scripts/).")
  private Path dataDirectory;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log more; twice: everything.")
  private boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      description = "Log warnings and errors only.")
  private boolean quiet;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  @Option(
      names = "--generate-completion",
      description = "Print a completion script for bash and zsh, and exit.")
  private boolean generateCompletion;

  /** Whether not the program is asked for, but a script that completes its options. */
  boolean generatesCompletion() {
    return generateCompletion;
  }

  /**
   * Where this program's files are, as an absolute path; it need not exist yet.
   *
   * <p>If not given: {@code .olympics} in OLYMPICS_HOME, which the launchers set to the project's
   * root, or else in the working directory.
   */
  public Path dataDirectory() {
    Path directory = dataDirectory == null ? home().resolve(".olympics") : dataDirectory;
    return directory.toAbsolutePath().normalize();
  }

  private static Path home() {
    String home = System.getProperty("olympics.home", System.getenv("OLYMPICS_HOME"));
    return Path.of(home == null ? "" : home);
  }

  void applyVerbosity() {
    if (LoggerFactory.getILoggerFactory().getLogger(OWN_LOGGERS)
        instanceof ch.qos.logback.classic.Logger logger) {
      logger.setLevel(level());
    } else {
      Logger log = LoggerFactory.getLogger(CommonOptions.class);
      log.warn("-v and -q have no effect without logback");
    }
  }

  private Level level() {
    if (quiet) {
      return Level.WARN;
    }
    return switch (verbose.length) {
      case 0 -> Level.INFO;
      case 1 -> Level.DEBUG;
      default -> Level.TRACE;
    };
  }
}
