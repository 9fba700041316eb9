package olympics.database.storage;

import olympics.database.core.WriteResult;

/**
 * What a write is answered.
 *
 * @param result what it did, or did when it was first asked
 * @param replayed whether it was asked before
 */
public record WriteAnswer(WriteResult result, boolean replayed) {}
