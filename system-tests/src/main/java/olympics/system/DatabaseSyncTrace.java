package olympics.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts how often a file was forced to disk, in the trace that strace writes of a process. A line
 * of the trace is written before the traced process goes on.
 */
public final class DatabaseSyncTrace {
  private static final Pattern CALL = Pattern.compile("(\\d+) +f(?:data)?sync\\(\\d+<([^>]*)>(.*)");
  private static final Pattern RESUMED =
      Pattern.compile("(\\d+) +<\\.\\.\\. f(?:data)?sync resumed>(.*)");

  private final Path trace;
  private final String file;

  /**
   * A trace of one file.
   *
   * @param file how the path of the file that is counted ends; empty for all files
   */
  public DatabaseSyncTrace(Path trace, String file) {
    this.trace = trace;
    this.file = file;
  }

  /** The words that start a program so that it leaves this trace. */
  public String[] prefix() {
    return new String[] {
      "strace", "-f", "-y", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-o", trace.toString()
    };
  }

  /** As {@link #prefix}, on a disk that takes at least so long to force a file out. */
  String[] prefix(Duration slowDisk) {
    List<String> words = new ArrayList<>(List.of(prefix()));
    words.add("-e");
    words.add("inject=fsync,fdatasync:delay_exit=" + slowDisk.toNanos() / 1_000);
    return words.toArray(String[]::new);
  }

  /** Whether strace is there and may trace. */
  public static boolean isPossible() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** How often the file was forced to disk so far, with success. */
  public long count() throws IOException {
    return count(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
  }

  long count(List<String> lines) {
    Map<String, String> unfinished = new HashMap<>();
    long synced = 0;
    for (String line : lines) {
      Matcher call = CALL.matcher(line);
      Matcher resumed = RESUMED.matcher(line);
      String path = "";
      String rest = "";
      if (call.matches()) {
        path = call.group(2);
        rest = call.group(3);
        if (rest.contains("<unfinished")) {
          unfinished.put(call.group(1), path);
        }
      } else if (resumed.matches()) {
        path = unfinished.getOrDefault(resumed.group(1), "");
        rest = resumed.group(2);
      }
      if (path.endsWith(file) && rest.matches("\\) += 0.*")) {
        synced++;
      }
    }
    return synced;
  }
}
