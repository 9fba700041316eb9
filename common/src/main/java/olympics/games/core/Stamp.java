package olympics.games.core;

import java.time.Instant;

/**
 * When an item was last written.
 *
 * @param version the write's place in the database's history
 * @param asOf the database's synchronised time at the commit
 */
public record Stamp(Version version, Instant asOf) {}
