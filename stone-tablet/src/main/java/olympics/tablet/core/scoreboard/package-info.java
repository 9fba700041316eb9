/**
 * What a tablet knows and has to show: favourites, standings, scores, the connection and what
 * happened last. Facts go in with the time at which they became known; the terminal's board ({@code
 * olympics.tablet.core.screen}) and the page ({@code olympics.tablet.core.page}) are made of it.
 * Pure.
 */
package olympics.tablet.core.scoreboard;
