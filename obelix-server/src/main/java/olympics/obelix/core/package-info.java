/**
 * What a front-end decides: what its cache may serve and keep, who pushes to which tablet, how many
 * wrong passwords are too many, and when the database counts as away.
 *
 * <p>Pure: facts and the monotonic time go in, decisions come out. Called by {@code
 * olympics.obelix}.
 */
package olympics.obelix.core;
