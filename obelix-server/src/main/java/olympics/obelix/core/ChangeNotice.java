package olympics.obelix.core;

import java.util.List;
import java.util.Optional;
import olympics.games.core.Version;

/**
 * What the database told without being asked.
 *
 * @param since every change after that version up to {@code through} is in this notice, or was in
 *     one before it that was taken in here; empty if the database does not know that
 * @param through a version that the database had written
 * @param changes the items that changed, each with its latest version
 */
public record ChangeNotice(Optional<Version> since, Version through, List<Change> changes) {
  public ChangeNotice {
    changes = List.copyOf(changes);
  }
}
