package olympics.tablet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Struct;

/**
 * A medal table as it came.
 *
 * @param teams in any order: whoever shows them ranks them
 * @param freshness of the whole; current, if there are no teams
 * @param through the version that it is true for; nothing, if there are no teams
 */
record TableAnswer(List<Team> teams, Freshness freshness, Optional<Version> through) {
  TableAnswer {
    teams = List.copyOf(teams);
  }

  /** Reads an array of rows; throws {@link IllegalArgumentException} saying what is wrong. */
  static TableAnswer of(Object value) {
    List<Team> teams = new ArrayList<>();
    Freshness freshness = Freshness.CURRENT;
    Optional<Version> through = Optional.empty();
    for (Object row : Struct.array(value)) {
      Struct struct = Struct.of(row);
      teams.add(GamesStructs.team(struct));
      freshness = Answer.freshness(struct);
      through = Optional.of(GamesStructs.through(struct));
    }
    return new TableAnswer(teams, freshness, through);
  }
}
