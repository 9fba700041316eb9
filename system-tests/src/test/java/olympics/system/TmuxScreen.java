package olympics.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A terminal with a program in it: a tmux of its own, whose keys and screen the test has.
 *
 * <p>Closing it ends the program. Not thread-safe.
 */
final class TmuxScreen implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Path socket;
  private final Map<String, String> environment;

  /**
   * Starts a shell script in a terminal of that size.
   *
   * @param folder for its files; must not have a long path, since a socket's is bounded
   * @param script lines for bash; when it ends, the screen stays for a while
   */
  TmuxScreen(Path folder, int columns, int rows, Map<String, String> environment, String script)
      throws IOException {
    socket = folder.resolve("tmux");
    this.environment = environment;
    Path file = folder.resolve("in-the-terminal.sh");
    Files.writeString(file, script + "\nread -rt 120\n");
    run(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        Integer.toString(columns),
        "-y",
        Integer.toString(rows),
        "exec bash '" + file + "'");
  }

  /** The text that the screen shows. */
  String text() {
    return run("capture-pane", "-p");
  }

  /** The same with escape sequences for its looks. */
  String styled() {
    return run("capture-pane", "-p", "-e");
  }

  /** Presses keys, by tmux's names for them. */
  void press(String... keys) {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    run(command.toArray(new String[0]));
  }

  void resize(int columns, int rows) {
    run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  /** A variable of tmux, as {@code alternate_on}. */
  String variable(String name) {
    return run("display-message", "-p", "#{" + name + "}").strip();
  }

  /** The Java program in it. */
  ProcessHandle program() {
    return ProcessHandle.of(Long.parseLong(variable("pane_pid"))).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no java runs in:\n" + text()));
  }

  /** Waits until the screen's text is so, and returns it. */
  String await(String what, Predicate<String> wanted) {
    try {
      Awaitility.await(what).atMost(SOON).until(() -> wanted.test(text()));
      return text();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not so in time: " + what + "; the screen shows:\n" + text(), e);
    }
  }

  private String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("TMUX");
    builder.environment().putAll(environment);
    try {
      Process tmux = builder.start();
      String output = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (tmux.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("these tests need tmux, as .ci/run installs it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    run("kill-server");
  }
}
