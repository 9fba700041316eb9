/**
 * Synchronised time: Berkeley's averaging (Gusella and Zatti 1989), and a clock that takes the
 * corrections without ever going backwards.
 *
 * <p>Pure. The control loop of the cluster package probes the peers, feeds {@link
 * olympics.clock.core.BerkeleyRound}, and sends out the deltas that {@link
 * olympics.clock.core.AdjustedClock}s apply. All times are nanoseconds since the Unix epoch.
 */
package olympics.clock.core;
