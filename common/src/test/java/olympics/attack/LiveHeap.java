package olympics.attack;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** What this process holds. */
public final class LiveHeap {
  private static final double MIB = 1 << 20;
  private static final double SETTLED_MIB = 0.1;

  private LiveHeap() {}

  /**
   * What the garbage collector leaves, in MiB, once that no longer falls: what a test before this
   * one is still closing would else count as held.
   */
  public static double mebibytes() {
    AtomicReference<Double> last = new AtomicReference<>(Double.MAX_VALUE);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              double now = collected();
              return last.getAndSet(now) - now < SETTLED_MIB;
            });
    return last.get();
  }

  private static double collected() {
    // What a first collection lets go by way of references, the second one takes.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
  }
}
