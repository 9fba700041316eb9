package olympics.database.storage;

import java.util.List;
import olympics.database.core.Item;
import olympics.games.core.Lineage;

/**
 * What changed since a version.
 *
 * @param lineage the database's epochs
 * @param reset whether the caller must forget all it knows; {@code items} is empty then
 * @param items what changed, as it is now
 */
public record Changes(Lineage lineage, boolean reset, List<Item> items) {
  public Changes {
    items = List.copyOf(items);
  }
}
