package olympics.tablet.core.screen;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import olympics.games.core.ItemKey;
import olympics.tablet.core.scoreboard.Ages;
import olympics.tablet.core.scoreboard.ClockOffset;
import olympics.tablet.core.scoreboard.Connection;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.Message;
import olympics.tablet.core.scoreboard.Moment;

/** Makes the lines of a screen of a scoreboard. */
public final class ScoreboardScreen {
  /** From that many columns on the medal table stands beside the favourites. */
  static final int WIDE = 120;

  private static final int TALL = 14;
  private static final int NEWS = 5;
  private static final int ROOM_FOR_A_SOURCE = 6;
  private static final String HINTS = " q quit  ? help  Tab view  ↑↓ choose  Space follow or not";

  private static final List<String> HELP =
      List.of(
          "",
          "   Tab, ← →     next view; 1 favourites, 2 medal table, 3 events",
          "   ↑ ↓, j k     choose a line; also Page Up, Page Down, Home, End",
          "   Space        follow what is chosen, or follow it no longer",
          "   ?            this help; any key leaves it",
          "   q, Ctrl-C    quit",
          "",
          "   ›  chosen    •  followed    *  changed in the last five seconds",
          "   =3     teams with the same medals share a rank",
          "   from   which front-end, and how: cached, fetched from the database, pushed",
          "   age    how long ago the value was surely current: cached values are older",
          "   STALE  past what its front-end promises, or not confirmed when last asked for",
          "   LOST   nobody answers: it was the value then",
          "   FAULT  it cannot be had any more: the latest lines say why",
          "   clock  how far a front-end's clock is ahead of this machine's, at worst");

  private final Glance glance;
  private final int columns;
  private final int rows;

  private ScoreboardScreen(Glance glance, int columns, int rows) {
    this.glance = glance;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Exactly {@code rows} lines of at most {@code columns} columns.
   *
   * @param zone in which times are shown
   */
  public static List<Line> lines(Viewer viewer, int columns, int rows, Moment now, ZoneId zone) {
    return new ScoreboardScreen(new Glance(viewer, now, zone), columns, rows).lines();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(title());
    lines.add(status());
    int room = Math.max(0, rows - lines.size() - 1);
    Optional<Line> source = room < ROOM_FOR_A_SOURCE ? Optional.empty() : source();
    room -= source.isPresent() ? 1 : 0;
    List<Line> body = glance.viewer().showsHelp() ? help() : body(room);
    for (int i = 0; i < room; i++) {
      lines.add(i < body.size() ? body.get(i) : Line.EMPTY);
    }
    source.ifPresent(lines::add);
    lines.add(Line.of(HINTS, Style.FAINT));
    return lines.subList(0, Math.min(rows, lines.size())).stream()
        .map(line -> line.cutTo(columns))
        .toList();
  }

  private Line title() {
    Line clock = Line.of(" " + glance.time(glance.now().wall()) + " ", Style.FAINT);
    Line name = Line.of(" The Games ", Style.TITLE);
    Line tabs = name;
    for (Viewer.View view : Viewer.View.values()) {
      boolean shown = view == glance.viewer().view();
      String tab = view.place() + " " + view.title();
      tabs =
          tabs.and(
              shown
                  ? Line.of(" [" + tab + "]", Style.HEADING)
                  : Line.of("  " + tab + " ", Style.FAINT));
    }
    int room = Math.max(0, columns - clock.width());
    if (tabs.width() > room) {
      tabs = name.and(Line.of(" [" + glance.viewer().view().title() + "]", Style.HEADING));
    }
    return tabs.fitTo(room).and(clock);
  }

  private Line status() {
    Connection connection = glance.board().connection();
    if (connection.lost().isPresent()) {
      Connection.Lost lost = connection.lost().get();
      return Line.of(
          " RECONNECTING: no answer from "
              + connection.balancer()
              + " for "
              + Ages.of(glance.now().since(lost.since()))
              + ": "
              + Cells.shown(lost.reason()),
          Style.ALERT);
    }
    if (connection.heardAt().isEmpty()) {
      return Line.of(" asking " + connection.balancer() + " …", Style.STALE);
    }
    StringBuilder rest = new StringBuilder();
    rest.append(" · heard ").append(Ages.of(glance.now().since(connection.heardAt().get())));
    rest.append(" ago from ").append(connection.balancer());
    rest.append(" · asks every ").append(Ages.of(connection.interval()).replace(".0 ", " "));
    if (connection.pushes()) {
      rest.append(" · push ").append(connection.push());
    }
    Line line = mood().and(Line.of(rest.toString(), Style.FAINT));
    Line withAll = line.and(clocks(connection.clocks()));
    return withAll.width() <= columns ? withAll : line.and(furthest(connection.clocks()));
  }

  private static Line clocks(Map<String, ClockOffset> clocks) {
    return Line.of(
        clocks.entrySet().stream()
            .map(clock -> Cells.shown(clock.getKey()) + " " + clock.getValue().words())
            .collect(Collectors.joining(", ", clocks.isEmpty() ? "" : " · clocks ", "")),
        Style.FAINT);
  }

  /** Where there is no room for all of them: how far the one that is furthest off is off. */
  private static Line furthest(Map<String, ClockOffset> clocks) {
    return clocks.values().stream()
        .max(Comparator.comparing(clock -> clock.offset().abs()))
        .map(clock -> Line.of(" · clock " + clock.words(), Style.FAINT))
        .orElse(Line.EMPTY);
  }

  private Line mood() {
    List<Favourite> all = new ArrayList<>();
    for (ItemKey.Kind kind : ItemKey.Kind.values()) {
      all.addAll(glance.board().favourites(kind));
    }
    long stale =
        all.stream()
            .flatMap(favourite -> favourite.known().stream())
            .filter(known -> known.freshness().stale())
            .count();
    return stale == 0
        ? Line.of(" live", Style.GOOD)
        : Line.of(" STALE: " + stale + " of " + all.size() + " values", Style.STALE);
  }

  /** Where what is chosen came from, if the lists have no room to say it of each. */
  private Optional<Line> source() {
    if (glance.viewer().showsHelp() || listSaysSources()) {
      return Optional.empty();
    }
    return glance
        .viewer()
        .chosen()
        .flatMap(glance.board()::favourite)
        .flatMap(
            favourite ->
                favourite
                    .known()
                    .map(
                        known ->
                            " › "
                                + Cells.shown(favourite.name())
                                + ": "
                                + known.source().words()
                                + ", "
                                + Ages.of(glance.age(known, favourite.heardAt()))
                                + " old"))
        .map(text -> Line.of(text, Style.FAINT));
  }

  private boolean listSaysSources() {
    return switch (glance.viewer().view()) {
      case FAVOURITES -> favouritesWidth() >= Glance.ROOM_FOR_SOURCES;
      case TABLE -> false;
      case EVENTS -> columns >= Glance.ROOM_FOR_SOURCES;
    };
  }

  /** From some width on the medal table has the other half. */
  private int favouritesWidth() {
    return columns < WIDE ? columns : columns / 2;
  }

  private List<Line> help() {
    List<Line> lines = new ArrayList<>();
    HELP.forEach(line -> lines.add(Line.of(line, Style.PLAIN)));
    lines.add(Line.of("   page   " + glance.board().connection().page(), Style.PLAIN));
    return lines;
  }

  private List<Line> body(int room) {
    Viewer viewer = glance.viewer();
    return switch (viewer.view()) {
      case FAVOURITES -> favourites(room);
      case TABLE -> new TableView(glance, columns, true).body().around(viewer.chosen(), room);
      case EVENTS -> new EventsView(glance, columns).body().around(viewer.chosen(), room);
    };
  }

  private List<Line> favourites(int room) {
    if (columns < WIDE) {
      return favourites(columns, room);
    }
    int left = favouritesWidth();
    List<Line> one = favourites(left, room);
    List<Line> other =
        new TableView(glance, columns - left - 2, false).body().around(Optional.empty(), room);
    List<Line> both = new ArrayList<>();
    for (int i = 0; i < room; i++) {
      both.add(
          (i < one.size() ? one.get(i) : Line.EMPTY)
              .fitTo(left + 2)
              .and(i < other.size() ? other.get(i) : Line.EMPTY));
    }
    return both;
  }

  /** The favourites, and below them what happened last. */
  private List<Line> favourites(int width, int room) {
    Body body = new FavouritesView(glance, width).body();
    List<Message> messages = glance.board().messages();
    int wanted = room < TALL || messages.isEmpty() ? 0 : Math.min(NEWS, messages.size()) + 2;
    List<Line> lines =
        new ArrayList<>(body.around(glance.viewer().chosen(), Math.max(1, room - wanted)));
    if (wanted > 0) {
      int shown = Math.min(messages.size(), room - lines.size() - 2);
      lines.add(Line.EMPTY);
      lines.add(Line.of("    latest", Style.HEADING));
      for (int i = 0; i < shown; i++) {
        lines.add(message(messages.get(messages.size() - 1 - i)).cutTo(width));
      }
    }
    return lines;
  }

  private Line message(Message message) {
    return Line.of(
        new Span("    " + glance.time(message.at()) + " ", Style.FAINT),
        new Span(Cells.shown(message.text()), style(message.kind())));
  }

  private static Style style(Message.Kind kind) {
    return switch (kind) {
      case PLAIN -> Style.PLAIN;
      case GOOD -> Style.GOOD;
      case STALE -> Style.STALE;
      case ALERT -> Style.ALERT;
    };
  }
}
