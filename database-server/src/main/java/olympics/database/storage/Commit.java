package olympics.database.storage;

import java.util.List;
import olympics.database.core.Item;
import olympics.games.core.Version;

/**
 * What one commit changed; it is on disk.
 *
 * @param through the last version that was written
 * @param items each item that changed, once, as it is now
 * @param tabletsChanged whether the front-ends must hear of the registrations
 */
public record Commit(Version through, List<Item> items, boolean tabletsChanged) {
  public Commit {
    items = List.copyOf(items);
  }

  /** Is told of every commit that changed something, in order, on the writer's thread. */
  @FunctionalInterface
  public interface Listener {
    /** Must neither block nor throw: the next commit waits for it. */
    void committed(Commit commit);
  }
}
