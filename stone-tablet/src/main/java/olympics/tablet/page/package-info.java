/**
 * A tablet's page on its own port: the first look as HTML, the rest as server-sent events for its
 * script. Not pure; {@link olympics.tablet.core.page} decides what it says.
 */
package olympics.tablet.page;
