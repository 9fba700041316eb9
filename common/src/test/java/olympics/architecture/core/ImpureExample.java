package olympics.architecture.core;

import java.util.Random;

/** Reads a clock and unseeded randomness: what no core may do. */
public final class ImpureExample {
  private final Random random = new Random();

  /** A number that nobody can foretell. */
  public long draw() {
    return random.nextLong() ^ System.nanoTime();
  }
}
