package olympics.cli;

import java.util.concurrent.Callable;

/** Runs a picocli command as a process: parse, run, report errors for people, exit code. */
public final class Program {
  private Program() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * <p>Typical main: {@code Program.run(new ObelixServer.Command(), args)}. A {@link
   * olympics.rpc.PortInUseException} ends with code 3 naming the port and {@code --port}; a {@link
   * SecretMissingException} with code 4; an IllegalArgumentException or IOException with code 1 and
   * its message; unknown options suggest near ones.
   */
  public static void run(Callable<Integer> command, String[] args) {
    throw new UnsupportedOperationException();
  }

  /**
   * Blocks until SIGTERM or SIGINT (or the end of the process named in OLYMPICS_PARENT_PID), then
   * closes the resource, and returns exit code 0.
   */
  public static int runUntilStopped(AutoCloseable resource) throws Exception {
    throw new UnsupportedOperationException();
  }
}
