package olympics.pygmy;

import olympics.pygmy.core.RunningTime;

/** The balancer's {@link RunningTime}, read from the monotonic clock. Confined to the loop. */
final class LoopClock {
  private final RunningTime running = new RunningTime(System.nanoTime());

  long now() {
    return running.at(System.nanoTime());
  }
}
