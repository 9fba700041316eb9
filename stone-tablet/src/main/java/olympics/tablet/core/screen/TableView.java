package olympics.tablet.core.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.Team;
import olympics.tablet.core.scoreboard.Ages;
import olympics.tablet.core.scoreboard.Standings;
import olympics.tablet.core.screen.Grid.Column;

/** The medal table; teams that tie share a rank, written {@code =1}. */
final class TableView {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("", 3, 3, 0),
          Column.number("rank", 4, 0),
          Column.text("Team", 8, 40, 0),
          Column.number("gold", 5, 0),
          Column.number("silver", 6, 0),
          Column.number("bronze", 6, 0),
          Column.number("total", 5, 4),
          Column.text("", 10, 10, 1),
          Column.text("as of", 8, 8, 6));

  private final Glance glance;
  private final Grid grid;
  private final boolean keys;

  /**
   * The table in that many columns of the screen.
   *
   * @param keys whether keys act on it
   */
  TableView(Glance glance, int width, boolean keys) {
    this.glance = glance;
    this.keys = keys;
    grid = new Grid(COLUMNS, width);
  }

  Body body() {
    List<Body.Row> rows = new ArrayList<>();
    rows.add(Body.Row.of(state()));
    rows.add(Body.Row.of(grid.headings()));
    for (Standings.Row row : glance.board().standings().rows()) {
      rows.add(Body.Row.of(row.key(), line(row)));
    }
    return new Body(rows, 2);
  }

  private Line state() {
    Standings standings = glance.board().standings();
    if (standings.lastRead().isEmpty()) {
      return standings
          .problem()
          .map(reason -> Line.of("   no medal table: " + Cells.shown(reason), Style.ALERT))
          .orElse(Line.of("   asking for the medal table …", Style.FAINT));
    }
    Standings.ReadOut read = standings.lastRead().get();
    String age = Ages.of(read.freshness().age().plus(glance.now().since(read.at())));
    String origin = read.source().map(source -> ", " + source.words()).orElse("");
    if (read.freshness().stale() || standings.problem().isPresent()) {
      return Line.of("   medal table, STALE: " + age + " old" + origin, Style.STALE);
    }
    return Line.of(
        "   medal table of " + standings.rows().size() + " teams, " + age + " old" + origin,
        Style.FAINT);
  }

  private Line line(Standings.Row row) {
    Team team = row.team();
    Style style = glance.style(row.key(), keys, row.news());
    return grid.row(
        List.of(
            glance.signs(row.key(), keys, true, glance.isFresh(row.news())),
            new Span(rank(Optional.of(row)), style),
            new Span(Cells.shown(team.name()), style),
            new Span("" + team.gold(), style),
            new Span("" + team.silver(), style),
            new Span("" + team.bronze(), style),
            new Span("" + total(team), style),
            glance.change(row.news()),
            new Span(glance.time(team.stamp().asOf()), Style.FAINT)));
  }

  static String rank(Optional<Standings.Row> row) {
    return row.map(Standings.Row::label).orElse("");
  }

  static long total(Team team) {
    return (long) team.gold() + team.silver() + team.bronze();
  }
}
