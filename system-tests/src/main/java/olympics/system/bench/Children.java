package olympics.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import olympics.system.GamesProcess;

/**
 * Starts programs that do not end by themselves when the benchmark is killed, as ours do. Each is
 * noted in a file, by which {@code system-tests/benchmark} ends those that are left.
 */
final class Children {
  private static final String NOTES = "children";

  private Children() {}

  /** Starts one; who closes what is returned ends it. */
  static GamesProcess start(
      Path folder, String name, List<String> command, Map<String, String> environment)
      throws IOException {
    GamesProcess process = GamesProcess.start(name, command, folder, environment);
    Files.writeString(
        folder.resolve(NOTES),
        process.pid() + " " + Path.of(command.get(0)).getFileName() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return process;
  }
}
