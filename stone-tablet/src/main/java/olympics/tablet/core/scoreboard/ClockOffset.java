package olympics.tablet.core.scoreboard;

import java.time.Duration;

/**
 * How far a server's clock is ahead of this machine's.
 *
 * @param bound half the round trip: the offset is wrong by that much at most
 */
public record ClockOffset(Duration offset, Duration bound) {
  /** As {@code +3 ms ±1 ms}. */
  public String words() {
    return Ages.signed(offset) + " ±" + Ages.signed(bound).substring(1);
  }
}
