package olympics.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a property and requires that it stays cheap, so that no small input costs a server much.
 * Measured for the thread itself: what else the machine does is not counted.
 */
public final class Bounded {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Duration PROCESSOR_TIME = Duration.ofSeconds(2);
  private static final long ALLOCATED_BYTES = 256L << 20;

  private Bounded() {}

  /** Runs it; what it throws passes. */
  public static void run(Runnable property) {
    if (excess(property).isEmpty()) {
      return;
    }
    // The first time, classes may have been loaded and instrumented.
    Optional<String> excess = excess(property);
    Property.holds(excess.isEmpty(), excess::get);
  }

  private static Optional<String> excess(Runnable property) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    property.run();
    Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - nanos);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return took.compareTo(PROCESSOR_TIME) > 0 || allocated > ALLOCATED_BYTES
        ? Optional.of("took " + took + " of a processor and " + allocated + " bytes")
        : Optional.empty();
  }
}
