package olympics.database.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.database.core.Item;
import olympics.database.core.Registration;
import olympics.games.core.Version;
import olympics.process.core.Address;

/**
 * What one commit changed; it is on disk.
 *
 * @param through the last version that was written
 * @param items each item that changed, once, as it is now
 * @param tablets the registrations that the front-ends must hear of, as they are now; empty for a
 *     tablet that is registered no more
 */
public record Commit(
    Version through, List<Item> items, Map<Address, Optional<Registration>> tablets) {
  public Commit {
    items = List.copyOf(items);
    tablets = Map.copyOf(tablets);
  }

  /** Is told of every commit that changed something, in order, on the writer's thread. */
  @FunctionalInterface
  public interface Listener {
    /** Must neither block nor throw: the next commit waits for it. */
    void committed(Commit commit);
  }
}
