package olympics.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's tool that asks a running virtual machine something. */
public final class Jcmd {
  private Jcmd() {}

  /**
   * Asks a process; returns what it said.
   *
   * @param words as jcmd takes them
   */
  public static String ask(GamesProcess process, String... words) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new IllegalStateException("no " + jcmd + ": this needs a JDK, not only a JRE");
    }
    List<String> command =
        new ArrayList<>(
            List.of(jcmd.toString(), "-J-XX:TieredStopAtLevel=1", Long.toString(process.pid())));
    command.addAll(List.of(words));
    Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
