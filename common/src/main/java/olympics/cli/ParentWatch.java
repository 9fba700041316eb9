package olympics.cli;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import olympics.games.core.Names;

/**
 * Notices the end of the process that started this one, so that nothing is left behind when a
 * launcher is killed.
 */
final class ParentWatch {
  static final String VARIABLE = "OLYMPICS_PARENT_PID";
  private static final long PERIOD_MILLIS = 300;

  private ParentWatch() {}

  /**
   * Runs the action once the process with this id has ended, at once if there is none.
   *
   * @throws UsageException if the text is no process id
   */
  static void onEnd(String pid, Runnable action) {
    BooleanSupplier ended = ended(parse(pid));
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "parent-watch");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        watch.scheduleWithFixedDelay(
            () -> {
              if (ended.getAsBoolean()) {
                watch.shutdown();
                action.run();
              }
            },
            0,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** A process that ended but was not yet waited for still seems alive; its children know. */
  private static BooleanSupplier ended(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    boolean isParent = parentPid() == pid;
    return () -> process.isEmpty() || !process.get().isAlive() || (isParent && parentPid() != pid);
  }

  private static long parentPid() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
  }

  private static long parse(String pid) {
    try {
      return Long.parseLong(pid);
    } catch (NumberFormatException e) {
      throw new UsageException(
          VARIABLE + "='" + Names.quotable(pid) + "' is not a process id, expected a number");
    }
  }
}
