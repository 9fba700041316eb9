package olympics.clock.core;

/**
 * How far a clock is from the leader's.
 *
 * @param offsetNanos ahead of the leader's clock
 * @param delayNanos round trip of the sample; the offset is wrong by at most half of it
 */
record Reading(long offsetNanos, long delayNanos) {}
