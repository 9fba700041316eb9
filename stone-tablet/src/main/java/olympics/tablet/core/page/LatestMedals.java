package olympics.tablet.core.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import olympics.games.core.ItemKey;
import olympics.games.core.Team;
import olympics.tablet.core.page.PageModel.Medal;
import olympics.tablet.core.scoreboard.Award;
import olympics.tablet.core.scoreboard.Standings;

/**
 * Which medals came last: those that were seen to come, and before them the teams whose tallies
 * were written last, since the table does not say which medals that were.
 */
final class LatestMedals {
  static final int MOST = 8;

  private final Standings standings;
  private final Function<Instant, String> time;

  LatestMedals(Standings standings, Function<Instant, String> time) {
    this.standings = standings;
    this.time = time;
  }

  /** Newest first. */
  List<Medal> list() {
    List<Medal> medals = new ArrayList<>();
    Set<ItemKey> seen = new HashSet<>();
    standings.awards().stream()
        .sorted(newestFirst(Award::team))
        .forEach(
            award -> {
              medals.add(medal(award.team(), String.join(", ", award.words()), kind(award)));
              seen.add(ItemKey.tally(award.team().name()));
            });
    standings.rows().stream()
        .filter(row -> !seen.contains(row.key()))
        .map(Standings.Row::team)
        .filter(team -> team.gold() + team.silver() + team.bronze() > 0)
        .sorted(newestFirst(team -> team))
        .forEach(team -> medals.add(medal(team, "now " + Modelling.medals(team), "several")));
    return medals.subList(0, Math.min(MOST, medals.size()));
  }

  /** By when the tally was written: several are read at once, in no order of time. */
  private static <T> Comparator<T> newestFirst(Function<T, Team> team) {
    return Comparator.comparing((T one) -> team.apply(one).stamp().asOf()).reversed();
  }

  private Medal medal(Team team, String what, String kind) {
    return new Medal(time.apply(team.stamp().asOf()), Modelling.shown(team.name()), what, kind);
  }

  private static String kind(Award award) {
    if (award.words().size() != 1) {
      return "several";
    }
    return award.gold() != 0 ? "gold" : award.silver() != 0 ? "silver" : "bronze";
  }
}
