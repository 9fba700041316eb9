package olympics.obelix.core;

import olympics.games.core.Version;

/**
 * What was fetched from the database for the cache.
 *
 * @param value the answer
 * @param through the version of the snapshot it was read from: the answer is true for it
 * @param sentAt when the fetch was sent, monotonic nanoseconds from 0
 */
public record Fill(CachedValue value, Version through, long sentAt) {}
