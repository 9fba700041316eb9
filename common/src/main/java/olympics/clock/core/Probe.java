package olympics.clock.core;

/**
 * One exchange of clock readings, in nanoseconds since the epoch.
 *
 * @param sent by the leader's clock, T1
 * @param received by the peer's clock, T2
 * @param answered by the peer's clock, T3
 * @param back by the leader's clock, T4
 */
public record Probe(long sent, long received, long answered, long back) {
  /** How far the peer's clock is ahead of the leader's; wrong by at most half the delay. */
  public long offsetNanos() {
    return Math.floorDiv((received - sent) + (answered - back), 2L);
  }

  /** The time on the way, both ways. Below 0 only if a clock was corrected meanwhile. */
  public long delayNanos() {
    return (back - sent) - (answered - received);
  }
}
