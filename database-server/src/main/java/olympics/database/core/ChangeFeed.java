package olympics.database.core;

import java.util.OptionalLong;
import olympics.games.core.Lineage;
import olympics.games.core.Version;

/** Where the answer to "what changed since" begins. */
public final class ChangeFeed {
  private ChangeFeed() {}

  /**
   * The number after which changes count.
   *
   * @param since what the caller knows up to: a version, or empty for nothing
   * @param lineage the database's epochs
   * @param through the number of the last write
   * @return empty if the caller must forget all it knows: it knows nothing, or a history that is
   *     not this one, or a future that this one has not reached
   * @throws IllegalArgumentException if {@code since} is neither empty nor a version
   */
  public static OptionalLong after(String since, Lineage lineage, long through) {
    if (since.isEmpty()) {
      return OptionalLong.empty();
    }
    Version version = Version.parse(since);
    boolean known = lineage.contains(version) && version.number() <= through;
    return known ? OptionalLong.of(version.number()) : OptionalLong.empty();
  }
}
