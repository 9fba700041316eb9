package olympics.database.core;

import olympics.games.core.RequestId;

/**
 * A write and the id that makes it safe to send again.
 *
 * @param id the caller's name for this write
 * @param change what it asks for
 */
public record WriteRequest(RequestId id, Change change) {}
