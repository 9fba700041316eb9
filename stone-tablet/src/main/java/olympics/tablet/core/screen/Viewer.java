package olympics.tablet.core.screen;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.games.core.ItemKey;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.tablet.core.scoreboard.Standings;

/**
 * What a person at a terminal's keys looks at on a scoreboard. {@link ScoreboardScreen} makes lines
 * of it.
 *
 * <p>Not thread-safe: its owner holds the scoreboard's lock.
 */
public final class Viewer {
  /** What the keys switch between. */
  public enum View {
    FAVOURITES("Favourites"),
    TABLE("Medal table"),
    EVENTS("Events");

    private final String title;

    View(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** From 1; also the key that shows it. */
    int place() {
      return List.of(values()).indexOf(this) + 1;
    }
  }

  private static final int PAGE = 10;

  private final Scoreboard board;
  private final Map<View, Cursor> cursors = new EnumMap<>(View.class);
  private View view = View.FAVOURITES;
  private boolean help;

  /** One who looks at the favourites. */
  public Viewer(Scoreboard board) {
    this.board = board;
    for (View one : View.values()) {
      cursors.put(one, new Cursor());
    }
  }

  /** A key was pressed; what is wanted of others comes back. */
  public Optional<Wish> press(Command command, Moment now) {
    if (command == Command.QUIT) {
      return Optional.of(new Wish.Quit());
    }
    if (help || command == Command.HELP) {
      help = !help;
      return Optional.empty();
    }
    List<ItemKey> items = items(view);
    Cursor cursor = cursors.get(view);
    switch (command) {
      case NEXT_VIEW -> turn(1);
      case PREVIOUS_VIEW -> turn(View.values().length - 1);
      case SHOW_FAVOURITES -> view = View.FAVOURITES;
      case SHOW_TABLE -> view = View.TABLE;
      case SHOW_EVENTS -> view = View.EVENTS;
      case UP -> cursor.move(items, -1);
      case DOWN -> cursor.move(items, 1);
      case PAGE_UP -> cursor.move(items, -PAGE);
      case PAGE_DOWN -> cursor.move(items, PAGE);
      case FIRST -> cursor.move(items, -items.size());
      case LAST -> cursor.move(items, items.size());
      case TOGGLE -> {
        return cursor.on(items).map(key -> toggle(key, now));
      }
      case HELP, QUIT -> throw new AssertionError("done above: " + command);
    }
    return Optional.empty();
  }

  private void turn(int by) {
    View[] views = View.values();
    view = views[(view.place() - 1 + by) % views.length];
  }

  private Wish toggle(ItemKey key, Moment now) {
    if (board.favourite(key).isPresent()) {
      board.unfollow(key);
      return new Wish.Unfollow(key);
    }
    board.follow(key, now);
    return new Wish.Follow(key);
  }

  private List<ItemKey> items(View of) {
    return switch (of) {
      case FAVOURITES ->
          Stream.of(ItemKey.Kind.TALLY, ItemKey.Kind.SCORE)
              .flatMap(kind -> board.favourites(kind).stream())
              .map(Favourite::key)
              .toList();
      case TABLE -> board.standings().rows().stream().map(Standings.Row::key).toList();
      case EVENTS -> board.events().stream().map(ItemKey::score).toList();
    };
  }

  /** The item that the keys act on in the view that is shown. */
  Optional<ItemKey> chosen() {
    return cursors.get(view).on(items(view));
  }

  Scoreboard board() {
    return board;
  }

  View view() {
    return view;
  }

  boolean showsHelp() {
    return help;
  }
}
