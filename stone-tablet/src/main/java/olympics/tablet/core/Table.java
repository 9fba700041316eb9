package olympics.tablet.core;

import java.util.List;
import java.util.Optional;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.wire.Freshness;

/**
 * A medal table as a server answered it.
 *
 * @param teams in any order: whoever shows them ranks them
 * @param freshness of the whole; current, if there are no teams
 * @param through the version that it is true for; nothing, if there are no teams
 * @param source where it came from; nothing, if there are no teams
 */
public record Table(
    List<Team> teams, Freshness freshness, Optional<Version> through, Optional<Source> source) {
  public Table {
    teams = List.copyOf(teams);
  }
}
