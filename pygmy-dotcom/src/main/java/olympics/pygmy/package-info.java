/**
 * PygmyDotCom, the balancer: for every request it asks all front-ends whether they live, then
 * forwards the request to a random live one, and to another one if that fails.
 *
 * <p>Everything after start-up is confined to one event loop; nothing is locked. What to do is
 * decided in {@link olympics.pygmy.core}; this package moves bytes.
 */
package olympics.pygmy;
