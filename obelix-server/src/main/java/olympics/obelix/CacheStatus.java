package olympics.obelix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.cluster.StatusDetails;
import olympics.obelix.core.CachedValue;
import olympics.wire.StatusItems;

/** What {@code get_status} tells of a front-end's cache. Thread-safe. */
final class CacheStatus implements StatusDetails {
  private final ScoreKeeper keeper;

  CacheStatus(ScoreKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public Map<String, Object> tell(String itemsAfter) {
    List<StatusItems.Item> items = new ArrayList<>();
    for (CachedValue value : keeper.contents()) {
      if (value instanceof CachedValue.Tally tally) {
        items.add(StatusItems.Item.of(tally.team()));
      } else if (value instanceof CachedValue.Score score) {
        items.add(StatusItems.Item.of(score.event()));
      }
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("cache", keeper.mode().toString());
    status.put("hits", (double) keeper.hits());
    status.put("misses", (double) keeper.misses());
    status.putAll(StatusItems.page(items, itemsAfter));
    return status;
  }
}
