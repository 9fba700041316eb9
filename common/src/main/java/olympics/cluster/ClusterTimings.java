package olympics.cluster;

import java.time.Duration;
import olympics.election.core.ElectionTimings;

/**
 * How often the control loop does what.
 *
 * @param tick between two looks at what is due; a fraction of the heartbeat
 * @param greet between two greetings of every peer
 * @param live how long after its last answer a peer counts as live
 * @param call deadline of every control message
 * @param notice between two notices that the search goes on
 * @param clockRound between two clock rounds of a leader; clocks that drift apart by 1000 ppm part
 *     by 1 ms a second meanwhile, and are to stay within 5 ms
 * @param firstTime how long the first public timestamp waits for the first clock round
 * @param election the waits of the election
 */
record ClusterTimings(
    Duration tick,
    Duration greet,
    Duration live,
    Duration call,
    Duration notice,
    Duration clockRound,
    Duration firstTime,
    ElectionTimings election) {
  static final ClusterTimings STANDARD =
      new ClusterTimings(
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          ElectionTimings.STANDARD);
}
