/**
 * Runs the whole system as real processes, through the launchers that people use: what the system
 * tests and the experiments stand on.
 */
package olympics.system;
