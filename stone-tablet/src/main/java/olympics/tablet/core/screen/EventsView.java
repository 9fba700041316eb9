package olympics.tablet.core.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.tablet.core.Item;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.News;
import olympics.tablet.core.screen.Grid.Column;

/** All events that there are, with the scores of those that are followed. */
final class EventsView {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("", 3, 3, 0),
          Column.text("Event", 10, 40, 0),
          Column.text("score", 14, 80, 0),
          Glance.FROM,
          Glance.AGE);

  private final Glance glance;
  private final Grid grid;

  EventsView(Glance glance, int width) {
    this.glance = glance;
    grid = glance.grid(COLUMNS, width);
  }

  Body body() {
    List<Body.Row> rows = new ArrayList<>();
    rows.add(Body.Row.of(grid.headings()));
    for (String event : glance.board().events()) {
      ItemKey key = ItemKey.score(event);
      rows.add(Body.Row.of(key, line(event, key)));
    }
    return new Body(rows, 1);
  }

  private Line line(String event, ItemKey key) {
    Optional<Favourite> favourite = glance.board().favourite(key);
    Optional<News> news = favourite.flatMap(Favourite::news);
    Style style = glance.style(key, true, news);
    String score =
        favourite
            .flatMap(Favourite::known)
            .map(known -> known.item() instanceof Item.Score known2 ? known2.event().score() : "")
            .orElse(favourite.isPresent() ? "" : "(Space follows it)");
    boolean quiet = favourite.isEmpty() && style == Style.PLAIN;
    return grid.row(
        List.of(
            glance.signs(key, true, true, glance.isFresh(news)),
            new Span(Cells.shown(event), style),
            new Span(Cells.shown(score), quiet ? Style.FAINT : style),
            favourite.map(glance::from).orElse(Span.plain("")),
            favourite.map(glance::age).orElse(Span.plain(""))));
  }
}
