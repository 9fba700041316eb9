package olympics.election.core;

import java.time.Duration;

/**
 * The waits of an election, on the monotonic clock.
 *
 * @param heartbeat between two heartbeats of a leader
 * @param lease how long a leader is believed in after its last heartbeat; several heartbeats
 * @param answer how long a candidate waits for answers
 * @param coordinator how long it then waits for the higher process that answered OK
 * @param claimPause the least time between two takeovers by one process, so that a cut between the
 *     highest two changes the leader at most this often
 */
public record ElectionTimings(
    Duration heartbeat,
    Duration lease,
    Duration answer,
    Duration coordinator,
    Duration claimPause) {
  /** 1 s, 3 s, 1 s, 2 s and a minute. */
  public static final ElectionTimings STANDARD = standardTimes(1);

  /** The standard proportions, with a heartbeat of {@code 1 / speed} seconds. */
  public static ElectionTimings standardTimes(int speed) {
    return new ElectionTimings(
        Duration.ofSeconds(1).dividedBy(speed),
        Duration.ofSeconds(3).dividedBy(speed),
        Duration.ofSeconds(1).dividedBy(speed),
        Duration.ofSeconds(2).dividedBy(speed),
        Duration.ofSeconds(60).dividedBy(speed));
  }
}
