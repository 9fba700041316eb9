package olympics.system.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import olympics.system.GamesProcess;
import olympics.system.bench.core.WrkReport;

/**
 * Runs wrk, with one thread of its own: each connection sends its next call when the last one was
 * answered.
 */
final class Wrk {
  private static final Duration ANSWERED = Duration.ofSeconds(10);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);

  private final Path script;
  private final Path folder;

  Wrk(Path folder) throws IOException {
    this.folder = folder;
    script = folder.resolve("post.lua");
    try (InputStream packed = Wrk.class.getResourceAsStream("post.lua")) {
      Files.copy(packed, script, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Loads a contender.
   *
   * @param ids the beginning of the request ids, if there are any; never the same twice
   */
  WrkReport load(String url, Contender contender, int connections, Duration time, List<String> ids)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Programs.path(Programs.WRK));
    command.addAll(List.of("-t1", "-c" + connections, "-d" + time.toSeconds() + "s"));
    // A slow answer shows in the latencies; only one that does not come at all is an error.
    command.addAll(List.of("--timeout", ANSWERED.toSeconds() + "s"));
    command.addAll(List.of("-s", script.toString(), url, "--", contender.call().toString()));
    command.addAll(ids);
    try (GamesProcess wrk = Children.start(folder, "wrk", command, Map.of())) {
      int code = wrk.waitForEnd(time.plus(AFTERWARDS));
      if (code != 0) {
        throw new IOException("wrk failed:\n" + String.join("\n", wrk.lines()));
      }
      return WrkReport.parse(wrk.lines());
    }
  }
}
