package olympics.tablet.core.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Team;
import olympics.tablet.core.Item;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.screen.Grid.Column;

/** The teams and events that are followed. */
final class FavouritesView {
  private static final List<Column> TEAM_COLUMNS =
      List.of(
          Column.text("", 3, 3, 0),
          Column.text("Team", 8, 40, 0),
          Column.number("rank", 4, 5),
          Column.number("gold", 5, 0),
          Column.number("silver", 6, 0),
          Column.number("bronze", 6, 0),
          Column.number("total", 5, 4),
          Column.text("", 10, 10, 1),
          Column.text("as of", 8, 8, 6),
          Glance.FROM,
          Glance.AGE);

  private static final List<Column> EVENT_COLUMNS =
      List.of(
          Column.text("", 3, 3, 0),
          Column.text("Event", 10, 34, 0),
          Column.text("score", 14, 80, 0),
          Column.text("as of", 8, 8, 6),
          Glance.FROM,
          Glance.AGE);

  private final Glance glance;
  private final Grid teams;
  private final Grid events;

  FavouritesView(Glance glance, int width) {
    this.glance = glance;
    teams = glance.grid(TEAM_COLUMNS, width);
    events = glance.grid(EVENT_COLUMNS, width);
  }

  Body body() {
    List<Favourite> tallies = glance.board().favourites(ItemKey.Kind.TALLY);
    List<Favourite> scores = glance.board().favourites(ItemKey.Kind.SCORE);
    List<Body.Row> rows = new ArrayList<>();
    if (tallies.isEmpty() && scores.isEmpty()) {
      rows.add(Body.Row.of(Line.EMPTY));
      rows.add(Body.Row.of(Line.of(nothing(), Style.PLAIN)));
    }
    if (!tallies.isEmpty()) {
      rows.add(Body.Row.of(teams.headings()));
      tallies.forEach(team -> rows.add(Body.Row.of(team.key(), team(team))));
    }
    if (!scores.isEmpty()) {
      if (!rows.isEmpty()) {
        rows.add(Body.Row.of(Line.EMPTY));
      }
      rows.add(Body.Row.of(events.headings()));
      scores.forEach(event -> rows.add(Body.Row.of(event.key(), event(event))));
    }
    return new Body(rows, 0);
  }

  private String nothing() {
    return glance.board().hasChosen()
        ? "   Nothing is followed. Keys 2 and 3 show what there is, Space follows it."
        : "   Asking which teams and events there are …";
  }

  private Line team(Favourite favourite) {
    Optional<Team> known =
        favourite
            .known()
            .map(value -> value.item())
            .filter(Item.Tally.class::isInstance)
            .map(item -> ((Item.Tally) item).team());
    Style style = glance.style(favourite.key(), true, favourite.news());
    return teams.row(
        List.of(
            glance.signs(favourite.key(), true, false, glance.isFresh(favourite.news())),
            new Span(Cells.shown(favourite.name()), style),
            new Span(TableView.rank(glance.board().standings().row(favourite.key())), style),
            new Span(known.map(team -> "" + team.gold()).orElse("–"), style),
            new Span(known.map(team -> "" + team.silver()).orElse("–"), style),
            new Span(known.map(team -> "" + team.bronze()).orElse("–"), style),
            new Span(known.map(team -> "" + TableView.total(team)).orElse("–"), style),
            glance.change(favourite.news()),
            new Span(known.map(team -> glance.time(team.stamp().asOf())).orElse(""), Style.FAINT),
            glance.from(favourite),
            glance.age(favourite)));
  }

  private Line event(Favourite favourite) {
    Style style = glance.style(favourite.key(), true, favourite.news());
    Optional<Item> known = favourite.known().map(value -> value.item());
    String score =
        known
            .map(item -> item instanceof Item.Score event ? event.event().score() : "")
            .or(favourite::problem)
            .orElse("");
    return events.row(
        List.of(
            glance.signs(favourite.key(), true, false, glance.isFresh(favourite.news())),
            new Span(Cells.shown(favourite.name()), style),
            new Span(Cells.shown(score), style),
            new Span(known.map(item -> glance.time(item.stamp().asOf())).orElse(""), Style.FAINT),
            glance.from(favourite),
            glance.age(favourite)));
  }
}
