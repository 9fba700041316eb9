/**
 * The values of the Games: teams, events, medals, and the versions that order what is known of
 * them.
 *
 * <p>Pure: no I/O, no clock, no threads, no logging. Every server and client uses these values.
 */
package olympics.games.core;
