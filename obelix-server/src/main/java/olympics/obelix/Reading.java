package olympics.obelix;

import java.util.List;
import java.util.Map;
import olympics.games.core.Version;
import olympics.obelix.core.CachedValue;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Origin;

/**
 * What a read gets.
 *
 * @param freshness how current it is known to be
 * @param through the newest version of the database that it is known to be true for
 * @param cached whether it was in the cache when it was read; false too for a read that waited for
 *     what another one fetched
 */
record Reading(CachedValue value, Freshness freshness, Version through, boolean cached) {
  /** A tally or a score as {@code get_medal_tally} and {@code get_score} answer it. */
  Map<String, Object> item(String server, Beginnings beginnings) {
    return cached
        ? beginnings.of(value).with(GamesStructs.changing(freshness, through))
        : GamesStructs.answer(members(value), new Origin(server, false), freshness, through);
  }

  /** As {@code get_medal_table} answers it. */
  List<Map<String, Object>> table(String server) {
    return GamesStructs.ofTable(
        ((CachedValue.Table) value).teams(), new Origin(server, cached), freshness, through);
  }

  /** What an answer says of a tally or a score alone, whoever answers it, and when. */
  static Map<String, Object> members(CachedValue value) {
    if (value instanceof CachedValue.Tally tally) {
      return GamesStructs.unchanging(tally.team());
    }
    return GamesStructs.unchanging(((CachedValue.Score) value).event());
  }
}
