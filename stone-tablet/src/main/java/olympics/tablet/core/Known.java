package olympics.tablet.core;

import olympics.wire.Freshness;

/**
 * The last value believed of one item.
 *
 * @param item the value
 * @param freshness how current the message that brought or last confirmed it said it was
 * @param source where that message came from
 */
public record Known(Item item, Freshness freshness, Source source) {}
