package olympics.system.bench.core;

/**
 * How long a process had a processor since it began.
 *
 * @param user in its own code, microseconds
 * @param kernel in the kernel on its behalf, microseconds
 */
public record ProcessorTime(double user, double kernel) {
  public static final ProcessorTime NONE = new ProcessorTime(0, 0);

  /** USER_HZ, as Linux tells user space on all common machines: see proc(5) and sysconf(3). */
  private static final double MICROS_A_TICK = 10_000;

  private static final int USER = 11;
  private static final int KERNEL = 12;

  /**
   * Reads {@code /proc/PID/stat}.
   *
   * @throws IllegalArgumentException quoting it, if it is none
   */
  public static ProcessorTime parse(String stat) {
    // The name of the program stands in brackets, and may hold anything.
    String[] words = stat.substring(stat.lastIndexOf(')') + 1).trim().split("\\s+", -1);
    if (words.length <= KERNEL) {
      throw new IllegalArgumentException("expected a process' stat: " + stat);
    }
    return new ProcessorTime(
        Long.parseLong(words[USER]) * MICROS_A_TICK, Long.parseLong(words[KERNEL]) * MICROS_A_TICK);
  }

  public ProcessorTime plus(ProcessorTime other) {
    return new ProcessorTime(user + other.user, kernel + other.kernel);
  }

  /** What was used since then, for each of so many calls. */
  public ProcessorTime since(ProcessorTime before, long calls) {
    return new ProcessorTime((user - before.user) / calls, (kernel - before.kernel) / calls);
  }

  public double sum() {
    return user + kernel;
  }
}
