package olympics.games.core;

/**
 * A team and the medals it has won.
 *
 * @param name as it was first written; matches without regard to case
 * @param gold medals won, 0 or more; so {@code silver} and {@code bronze}
 * @param stamp when the tally last changed, or the team was added
 */
public record Team(String name, int gold, int silver, int bronze, Stamp stamp) {
  public Team {
    name = Names.requireName("team", name);
    if (gold < 0 || silver < 0 || bronze < 0) {
      throw new IllegalArgumentException(
          "a tally has no negative counts: " + gold + "/" + silver + "/" + bronze);
    }
  }

  /** This team with one medal more. */
  public Team plus(Medal medal, Stamp when) {
    return switch (medal) {
      case GOLD -> new Team(name, gold + 1, silver, bronze, when);
      case SILVER -> new Team(name, gold, silver + 1, bronze, when);
      case BRONZE -> new Team(name, gold, silver, bronze + 1, when);
    };
  }
}
