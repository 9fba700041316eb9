package olympics.obelix;

import java.util.List;
import java.util.Map;
import olympics.games.core.Version;
import olympics.obelix.core.CachedValue;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;

/**
 * What a read gets.
 *
 * @param freshness how current it is known to be
 * @param through the newest version of the database that it is known to be true for
 */
record Reading(CachedValue value, Freshness freshness, Version through) {
  /** A tally or a score as {@code get_medal_tally} and {@code get_score} answer it. */
  Map<String, Object> item(Beginnings beginnings) {
    return beginnings.of(value).with(GamesStructs.changing(freshness, through));
  }

  /** As {@code get_medal_table} answers it. */
  List<Map<String, Object>> table() {
    return GamesStructs.ofTable(((CachedValue.Table) value).teams(), freshness, through);
  }
}
