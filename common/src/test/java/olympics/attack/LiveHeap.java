package olympics.attack;

import java.lang.management.ManagementFactory;

/** What this process holds. */
public final class LiveHeap {
  private static final double MIB = 1 << 20;

  private LiveHeap() {}

  /** What the garbage collector leaves, in MiB. */
  public static double mebibytes() {
    // What a first collection lets go by way of references, the second one takes.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
  }
}
