package olympics.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a picocli command as a process: parse, run, report errors for people, exit code. */
public final class Program {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private Program() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * <p>Typical main: {@code Program.run(new ObelixServer.Command(), args)}. A {@link
   * olympics.http.PortInUseException} ends with code 3 naming the port and {@code --port}; a {@link
   * SecretMissingException} with code 4; a {@link UsageException} with code 2; an
   * IllegalArgumentException or IOException with code 1 and its message; unknown options suggest
   * near ones. The end of the process named in OLYMPICS_PARENT_PID ends this one as SIGTERM does.
   */
  public static void run(Callable<Integer> command, String[] args) {
    String parent = System.getenv(ParentWatch.VARIABLE);
    try {
      if (parent != null && !parent.isEmpty()) {
        ParentWatch.onEnd(parent, () -> System.exit(ExitCode.OK));
      }
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(ExitCode.USAGE);
    }
    System.exit(execute(command, args));
  }

  /** Runs the command as {@link #run} does, but returns the exit code. For tests. */
  public static int execute(Callable<Integer> command, String... args) {
    return StandardCommandLine.execute(
        command,
        List.of(args),
        System::getenv,
        new PrintWriter(System.out, true, Charset.defaultCharset()),
        new PrintWriter(System.err, true, Charset.defaultCharset()));
  }

  /**
   * Blocks until SIGTERM or SIGINT (or the end of the process named in OLYMPICS_PARENT_PID), then
   * closes the resource, and the process ends with exit code 0.
   *
   * <p>If closing fails or takes more than 10 s, the exit code is 1. An interrupt closes too, and
   * is thrown.
   */
  public static int runUntilStopped(AutoCloseable resource) throws Exception {
    return runUntilStopped(resource, new CompletableFuture<>());
  }

  /**
   * As {@link #runUntilStopped(AutoCloseable)}, but ends when {@code end} completes, too.
   *
   * @throws Exception what {@code end} failed with, after closing the resource
   */
  public static int runUntilStopped(AutoCloseable resource, CompletableFuture<?> end)
      throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(ExitCode.FAILURE);
    Thread hook = new Thread(() -> stop(asked, closed, code), "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
    var unused = end.whenComplete((value, failure) -> asked.countDown());
    try (resource) {
      asked.await();
      code.set(ExitCode.OK);
    } catch (InterruptedException e) {
      forget(hook);
      throw e;
    } catch (Exception e) {
      code.set(ExitCode.FAILURE);
      LOG.error("could not stop cleanly", e);
    } finally {
      closed.countDown();
    }
    if (end.isDone()) {
      forget(hook);
      rethrow(end);
    }
    return code.get();
  }

  private static void rethrow(CompletableFuture<?> end) throws Exception {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      LOG.debug("a signal came as well, it ends the process");
    }
  }

  /** Only here can a process that got a signal choose its exit code: the JVM's own is 143. */
  private static void stop(CountDownLatch asked, CountDownLatch closed, AtomicInteger code) {
    asked.countDown();
    try {
      if (!closed.await(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.error("did not stop in time limit={}s", STOP_WITHIN.toSeconds());
        code.set(ExitCode.FAILURE);
      }
    } catch (InterruptedException e) {
      code.set(ExitCode.FAILURE);
    }
    Runtime.getRuntime().halt(code.get());
  }
}
