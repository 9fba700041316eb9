package olympics.tablet.core.scoreboard;

import java.util.ArrayList;
import java.util.List;
import olympics.games.core.Team;

/**
 * Medals that a team has more, or less, than before.
 *
 * @param team as it is with them
 * @param gold negative if they were taken back; so with the others
 */
public record Award(Team team, int gold, int silver, int bronze) {
  static Award between(Team before, Team after) {
    return new Award(
        after,
        after.gold() - before.gold(),
        after.silver() - before.silver(),
        after.bronze() - before.bronze());
  }

  /** One text for each kind of medal, as {@code +1 gold}. */
  public List<String> words() {
    List<String> parts = new ArrayList<>();
    add(parts, gold, "gold");
    add(parts, silver, "silver");
    add(parts, bronze, "bronze");
    return parts;
  }

  private static void add(List<String> parts, int more, String medal) {
    if (more != 0) {
      parts.add((more > 0 ? "+" : "−") + Math.abs(more) + " " + medal);
    }
  }
}
