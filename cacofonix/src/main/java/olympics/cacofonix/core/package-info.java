/**
 * What Cacofonix publishes and when: the simulated Games, the reading of results, the plan of a
 * replay, and which update goes out next. Called by the shell around it. Pure.
 */
package olympics.cacofonix.core;
