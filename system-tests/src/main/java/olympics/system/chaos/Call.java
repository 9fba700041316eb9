package olympics.system.chaos;

import java.time.Duration;

/**
 * One call as its client saw it; a write that is sent again is another call.
 *
 * @param client who
 * @param write whether it was one
 * @param begin on the client's monotonic clock, in nanoseconds
 * @param end on the same
 * @param seen what came of it
 * @param text of the fault or failure, or empty
 */
public record Call(int client, boolean write, long begin, long end, Seen seen, String text) {
  /** From the call to its end. */
  public Duration took() {
    return Duration.ofNanos(end - begin);
  }
}
