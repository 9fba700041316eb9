package olympics.obelix;

import java.util.List;
import java.util.Map;
import olympics.obelix.core.CachedValue;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;

/**
 * What a read gets.
 *
 * @param freshness how current it is known to be
 */
record Reading(CachedValue value, Freshness freshness) {
  /** As {@code get_medal_tally} answers it. */
  Map<String, Object> tally() {
    return GamesStructs.ofTeam(((CachedValue.Tally) value).team(), freshness);
  }

  /** As {@code get_score} answers it. */
  Map<String, Object> score() {
    return GamesStructs.ofEvent(((CachedValue.Score) value).event(), freshness);
  }

  /** As {@code get_medal_table} answers it. */
  List<Map<String, Object>> table() {
    return GamesStructs.ofTable(((CachedValue.Table) value).teams(), freshness);
  }
}
