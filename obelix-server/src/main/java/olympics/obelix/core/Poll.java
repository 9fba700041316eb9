package olympics.obelix.core;

import java.util.List;
import java.util.Optional;
import olympics.games.core.Lineage;
import olympics.games.core.Version;

/**
 * The database's answer to "what changed since?".
 *
 * @param since the version that was asked about; none on the first poll
 * @param sentAt when the question was sent, monotonic nanoseconds from 0
 * @param through the version up to which the changes are told
 * @param lineage the database's epochs
 * @param reset whether the database cannot tell what changed since then
 * @param changes the items changed after {@code since}, each with its latest version
 */
public record Poll(
    Optional<Version> since,
    long sentAt,
    Version through,
    Lineage lineage,
    boolean reset,
    List<Change> changes) {
  public Poll {
    changes = List.copyOf(changes);
    if (!lineage.contains(through)) {
      throw new IllegalArgumentException(
          "the database answered for version " + through + ", which its own lineage lacks");
    }
  }
}
