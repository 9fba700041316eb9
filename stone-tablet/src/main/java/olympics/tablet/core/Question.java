package olympics.tablet.core;

import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;

/**
 * What was known when an item was asked for; an answer is judged by it.
 *
 * @param key the item
 * @param minVersion the highest version seen, sent along: nothing older may be answered
 * @param held the version of the item that was held
 */
public record Question(ItemKey key, Optional<Version> minVersion, Optional<Version> held) {}
