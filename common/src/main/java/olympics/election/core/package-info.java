/**
 * Who serves the time: the Bully algorithm (Garcia-Molina 1982) as a state machine.
 *
 * <p>Pure: facts and monotonic nanoseconds go in, actions come out. The control loop of the cluster
 * package feeds {@link olympics.election.core.Bully} and does what it says.
 */
package olympics.election.core;
