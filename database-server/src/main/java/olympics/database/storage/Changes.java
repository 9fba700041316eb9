package olympics.database.storage;

import java.util.List;
import olympics.database.core.Item;
import olympics.database.core.Registration;
import olympics.games.core.Lineage;

/**
 * What changed since a version.
 *
 * @param lineage the database's epochs
 * @param reset whether the caller must forget all it knows; {@code items} is empty then
 * @param items what changed, as it is now
 * @param tablets the live registrations
 */
public record Changes(
    Lineage lineage, boolean reset, List<Item> items, List<Registration> tablets) {
  public Changes {
    items = List.copyOf(items);
    tablets = List.copyOf(tablets);
  }
}
