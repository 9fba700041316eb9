package olympics.games.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of the Games: gold, then silver, then bronze; equal tallies share a rank. */
public final class MedalTable {
  private static final Comparator<Team> BY_MEDALS =
      Comparator.comparingInt(Team::gold)
          .thenComparingInt(Team::silver)
          .thenComparingInt(Team::bronze)
          .reversed();

  private MedalTable() {}

  /**
   * One line of the table.
   *
   * @param rank from 1; teams with equal tallies share it, and the next rank counts them all
   * @param team the team in this place
   */
  public record Row(int rank, Team team) {}

  /** Ranks the teams; those that tie stand in the order of their names. */
  public static List<Row> rank(Iterable<Team> teams) {
    List<Team> sorted = new ArrayList<>();
    teams.forEach(sorted::add);
    sorted.sort(BY_MEDALS.thenComparing(team -> Names.fold(team.name())));
    List<Row> rows = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      boolean tied = i > 0 && BY_MEDALS.compare(sorted.get(i - 1), sorted.get(i)) == 0;
      rows.add(new Row(tied ? rows.get(i - 1).rank() : i + 1, sorted.get(i)));
    }
    return rows;
  }
}
