package olympics.obelix.core;

import olympics.games.core.ItemKey;
import olympics.games.core.Version;

/**
 * An item was written, or added.
 *
 * @param item which
 * @param version the write's
 */
public record Change(ItemKey item, Version version) {}
