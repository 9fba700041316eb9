package olympics.database.storage;

import olympics.games.core.Version;

/**
 * What was read, all at one point of the database's history.
 *
 * @param value what was read
 * @param through that point: the value is true for every version up to it
 */
public record Snapshot<T>(T value, Version through) {}
