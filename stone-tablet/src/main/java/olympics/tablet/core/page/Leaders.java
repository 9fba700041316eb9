package olympics.tablet.core.page;

import java.util.List;
import java.util.Optional;
import olympics.games.core.Team;
import olympics.tablet.core.scoreboard.Standings;

/** Says who leads. */
final class Leaders {
  private static final int NAMED = 3;

  private Leaders() {}

  /** One short sentence; nothing if there is no table. */
  static Optional<String> sentence(Standings standings) {
    if (standings.lastRead().isEmpty()) {
      return Optional.empty();
    }
    List<Team> first =
        standings.rows().stream().filter(row -> row.rank() == 1).map(Standings.Row::team).toList();
    if (first.isEmpty()) {
      return Optional.of("There are no teams yet.");
    }
    Team one = first.get(0);
    if (one.gold() + one.silver() + one.bronze() == 0) {
      return Optional.of("No medals yet.");
    }
    String medals = " with " + Modelling.medals(one) + ".";
    return Optional.of(
        first.size() == 1
            ? Modelling.shown(one.name()) + " leads" + medals
            : names(first) + " share the lead" + medals);
  }

  private static String names(List<Team> teams) {
    List<String> names =
        teams.stream().limit(NAMED).map(team -> Modelling.shown(team.name())).toList();
    if (teams.size() > NAMED) {
      return String.join(", ", names) + " and " + (teams.size() - NAMED) + " more";
    }
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
