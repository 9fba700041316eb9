/** Draws a tablet's scoreboard on a terminal and reads its keys. A thin shell around JLine. */
package olympics.tablet.terminal;
