package olympics.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One process of the Games and what it has printed so far. Thread-safe.
 *
 * <p>Closing it kills it: no process outlives the test that started it.
 */
public final class GamesProcess implements AutoCloseable {
  private static final Duration STOPPED = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Object monitor = new Object();
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private GamesProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a command; standard error goes where standard output goes. */
  public static GamesProcess start(
      String name, List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("OLYMPICS_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    builder.environment().put("OLYMPICS_BUILD", "no");
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("OLYMPICS_JAVA_OPTS", javaOptions());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new GamesProcess(name, process);
  }

  /** The JVM's options of processes that are started with no others. */
  static String javaOptions() {
    // They live for seconds: to compile them well would take longer than to run them.
    return Dose.chosen() == Dose.FULL ? "" : "-XX:TieredStopAtLevel=1";
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (monitor) {
          lines.add(line);
          monitor.notifyAll();
        }
      }
    } catch (IOException e) {
      // The stream of a process that was killed breaks; what it printed before is kept.
      synchronized (monitor) {
        lines.add("(output ended: " + e.getMessage() + ")");
      }
    } finally {
      synchronized (monitor) {
        ended = true;
        monitor.notifyAll();
      }
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All lines printed so far. */
  public List<String> lines() {
    synchronized (monitor) {
      return List.copyOf(lines);
    }
  }

  /** How many lines were printed so far; a mark for {@link #awaitLine(int, String, Duration)}. */
  public int mark() {
    synchronized (monitor) {
      return lines.size();
    }
  }

  /** Waits for a line that contains the text. */
  public String awaitLine(String text, Duration timeout) {
    return awaitLine(0, text, timeout);
  }

  /** Waits for a line after the mark that contains the text. */
  public String awaitLine(int mark, String text, Duration timeout) {
    return awaitLine(mark, line -> line.contains(text), "'" + text + "'", timeout);
  }

  /**
   * Waits for a line after the mark.
   *
   * @throws AssertionError with all that was printed, if none comes in time or the process ends
   */
  public String awaitLine(int mark, Predicate<String> wanted, String what, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    int next = mark;
    synchronized (monitor) {
      while (true) {
        for (; next < lines.size(); next++) {
          if (wanted.test(lines.get(next))) {
            return lines.get(next);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || left <= 0) {
          throw new AssertionError(
              name
                  + (ended ? " ended without printing " : " did not print in time: ")
                  + what
                  + "; it printed:\n"
                  + String.join("\n", lines));
        }
        try {
          monitor.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted while waiting for " + what, e);
        }
      }
    }
  }

  /** Kills it (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    waitForEnd(Duration.ofSeconds(10));
  }

  /** Asks it to end (SIGTERM); returns its exit code. */
  public int terminate(Duration timeout) {
    process.destroy();
    return waitForEnd(timeout);
  }

  /** Sends a signal by name: STOP, CONT, INT. What is told to stop has stopped on return. */
  public void signal(String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("cannot send " + signal + " to " + name);
      }
      if (signal.equals("STOP")) {
        awaitStopped();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + name, e);
    }
  }

  /** On a busy machine a thread may run on for a while after the signal, and answer a request. */
  private void awaitStopped() throws IOException {
    Path threads = Path.of("/proc", Long.toString(pid()), "task");
    long deadline = System.nanoTime() + STOPPED.toNanos();
    while (Files.exists(threads) && !areStopped(threads)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(name + " was told to stop and runs on");
      }
      LockSupport.parkNanos(200_000);
    }
  }

  private static boolean areStopped(Path threads) throws IOException {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        // "pid (name) state ..."; a name may hold spaces and brackets.
        String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      return false; // A thread ended just now.
    }
  }

  /**
   * Waits for the end and for the last line of its output.
   *
   * @return the exit code
   */
  public int waitForEnd(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            name + " did not end in " + timeout + "; it printed:\n" + String.join("\n", lines()));
      }
      synchronized (monitor) {
        while (!ended && System.nanoTime() < deadline) {
          monitor.wait(100);
        }
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the end of " + name, e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      kill();
    }
  }
}
