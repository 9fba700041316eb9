package olympics.cacofonix;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import olympics.cli.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a run end in good order when the process is told to stop (Ctrl-C, SIGTERM): the summary is
 * still printed and the exit code is ours. Thread-safe.
 */
final class StopSignal {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop-on-signal");
  private Runnable action = () -> {};
  private volatile int exitCode = ExitCode.FAILURE;

  private StopSignal() {}

  /** Begins to listen. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Runs this when the signal comes, or at once if it came. */
  synchronized void whenAsked(Runnable newAction) {
    action = newAction;
    if (asked.getCount() == 0) {
      action.run();
    }
  }

  /** Waits for the signal, so long at most; whether it came. */
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The run is over, and the process ends with this code. */
  void ended(int code) {
    exitCode = code;
    ended.countDown();
    if (asked.getCount() > 0) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        LOG.debug("the signal came in this very moment");
      }
    }
  }

  private void stop() {
    synchronized (this) {
      asked.countDown();
      action.run();
    }
    try {
      if (!ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("did not stop in time limit={}s", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      LOG.warn("did not wait for the run to end");
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
