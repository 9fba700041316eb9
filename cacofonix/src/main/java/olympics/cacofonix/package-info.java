/**
 * Cacofonix, who announces the results: publishes a simulation of the village's Games or replays a
 * results file through PygmyDotCom, each update exactly once. {@link olympics.cacofonix.Cacofonix}
 * is the program; what it decides is in {@code core}, what it remembers in {@code outbox}. Not
 * pure.
 */
package olympics.cacofonix;
