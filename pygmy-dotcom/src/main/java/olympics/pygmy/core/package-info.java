/**
 * The balancer's decisions: which front-ends are alive for a given request, which one gets it, and
 * what follows when an attempt fails. Called by the event loop of {@code olympics.pygmy}.
 *
 * <p>Pure: facts, a monotonic {@code now} in nanoseconds and a random generator go in; values come
 * out. Everything here is confined to its caller's thread.
 */
package olympics.pygmy.core;
