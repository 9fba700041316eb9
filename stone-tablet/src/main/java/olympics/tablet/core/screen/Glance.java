package olympics.tablet.core.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.tablet.core.Known;
import olympics.tablet.core.scoreboard.Ages;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.News;
import olympics.tablet.core.scoreboard.Scoreboard;

/**
 * A scoreboard as somebody looks at it at a moment: the cells that all views share.
 *
 * @param zone in which times are shown
 */
record Glance(Viewer viewer, Moment now, ZoneId zone) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** From that many columns on a list says of each value where it came from. */
  static final int ROOM_FOR_SOURCES = 96;

  /** Wide enough for {@code obelix-2 fetched}. */
  static final Grid.Column FROM = Grid.Column.text("from", 16, 20, 7);

  static final Grid.Column AGE = new Grid.Column("age", 5, 11, true, 0);

  Scoreboard board() {
    return viewer.board();
  }

  /** A time of day. */
  String time(Instant instant) {
    return CLOCK.format(instant.atZone(zone));
  }

  /**
   * Three signs before a row: {@code ›} chosen, {@code •} followed, {@code *} changed just now.
   *
   * @param keys whether keys act on this list, so that something can be chosen in it
   */
  Span signs(ItemKey key, boolean keys, boolean marksFollowed, boolean changed) {
    boolean chosen = keys && isChosen(key);
    boolean followed = marksFollowed && board().favourite(key).isPresent();
    return new Span(
        (chosen ? "›" : " ") + (followed ? "•" : " ") + (changed ? "*" : " "),
        chosen ? Style.CHOSEN : changed ? Style.CHANGED : Style.PLAIN);
  }

  private boolean isChosen(ItemKey key) {
    return viewer.chosen().filter(key::equals).isPresent();
  }

  /** The style of a row's name and value. */
  Style style(ItemKey key, boolean keys, Optional<News> news) {
    if (keys && isChosen(key)) {
      return Style.CHOSEN;
    }
    return isFresh(news) ? Style.CHANGED : Style.PLAIN;
  }

  boolean isFresh(Optional<News> news) {
    return news.filter(change -> change.isFresh(now)).isPresent();
  }

  /** The last change, as long as it is fresh. */
  Span change(Optional<News> news) {
    return new Span(
        news.filter(change -> change.isFresh(now)).map(News::text).orElse(""), Style.CHANGED);
  }

  /** The columns in that width; {@link #FROM} is left out where the names need the room. */
  Grid grid(List<Grid.Column> columns, int width) {
    return new Grid(columns, width, width < ROOM_FOR_SOURCES ? Set.of(FROM) : Set.of());
  }

  /** Where a value came from. */
  Span from(Favourite favourite) {
    return new Span(favourite.known().map(known -> known.source().brief()).orElse(""), Style.FAINT);
  }

  /** How old a value is, and plainly whether it is too old. */
  Span age(Favourite favourite) {
    if (favourite.known().isEmpty()) {
      return favourite.problem().isPresent()
          ? new Span("none", Style.ALERT)
          : new Span("…", Style.FAINT);
    }
    Known known = favourite.known().get();
    String age = Ages.of(age(known, favourite.heardAt()));
    if (known.freshness().stale()) {
      return new Span("STALE " + age, Style.STALE);
    }
    if (favourite.problem().isPresent()) {
      return new Span("FAULT " + age, Style.ALERT);
    }
    return board().connection().lost().isPresent()
        ? new Span("LOST " + age, Style.ALERT)
        : new Span(age, Style.FAINT);
  }

  Duration age(Known known, Moment heardAt) {
    return known.freshness().age().plus(now.since(heardAt));
  }
}
