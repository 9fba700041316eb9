/**
 * The scoreboard as a terminal shows it: what is known and where a person at the keys is goes in,
 * and with the size of the screen and the time lines of styled text come out. {@code
 * olympics.tablet.terminal} draws them. Pure.
 */
package olympics.tablet.core.screen;
