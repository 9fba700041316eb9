package olympics.tablet.core.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.games.core.ItemKey;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.wire.Freshness;

/**
 * All that a person at a terminal sees of a tablet, and what they have chosen in it. {@link
 * ScoreboardScreen} makes lines of it.
 *
 * <p>Not thread-safe: its owner holds a lock.
 */
public final class Scoreboard {
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

  /**
   * What the tablet is.
   *
   * @param tablet its own address
   * @param balancer who is asked
   * @param interval how often
   * @param push whether it has updates pushed
   */
  public record About(Address tablet, Address balancer, Duration interval, boolean push) {}

  /** Something that happened, newest last in {@link #messages}. */
  record Message(Instant at, String text, Style style) {}

  private static final int MESSAGES = 50;
  private static final int PAGE = 10;

  private final Connection connection;
  private final Standings standings = new Standings();
  private final Map<ItemKey, Favourite> favourites = new LinkedHashMap<>();
  private final Deque<Message> messages = new ArrayDeque<>();
  private final Map<View, Cursor> cursors = new EnumMap<>(View.class);
  private List<String> events = List.of();
  private View view = View.FAVOURITES;
  private boolean help;
  private boolean chosen;

  /** A scoreboard on which nothing is known yet. */
  public Scoreboard(About about) {
    connection = new Connection(about);
    for (View one : View.values()) {
      cursors.put(one, new Cursor());
    }
  }

  /** The tablet has chosen these. */
  public void following(Catalogue followed, Moment now) {
    chosen = true;
    followed.teams().forEach(team -> follow(ItemKey.tally(team), team, now));
    followed.events().forEach(event -> follow(ItemKey.score(event), event, now));
  }

  /** A value was brought or confirmed, with or without news. */
  public void heard(Known known, Moment now) {
    connection.heard(now);
    favourites.computeIfPresent(known.item().key(), (key, old) -> old.heard(known, now));
  }

  /** What the tablet found worth telling. */
  public void changed(Change change, Moment now) {
    if (change instanceof Change.Value value) {
      changed(value, now);
    } else if (change instanceof Change.Staleness staleness) {
      Known known = staleness.known();
      boolean stale = known.freshness().stale();
      heard(known, now);
      say(
          now,
          known.item().name() + (stale ? " is stale" : " is current again"),
          stale ? Style.STALE : Style.GOOD);
    } else if (change instanceof Change.Unconfirmed unconfirmed) {
      Known known = unconfirmed.known();
      problem(known.item().key(), Optional.of(known), unconfirmed.reason());
      say(now, known.item().name() + " is stale: " + unconfirmed.reason(), Style.STALE);
    } else if (change instanceof Change.Refused refused) {
      problem(refused.key(), Optional.empty(), refused.reason());
      say(now, "no " + refused.key() + ": " + refused.reason(), Style.ALERT);
    } else if (change instanceof Change.Undone) {
      say(now, "the database went back to an earlier state: values may go back", Style.ALERT);
    } else if (change instanceof Change.NothingThere) {
      say(now, connection.balancer() + " knows no teams and no events yet", Style.STALE);
    } else if (change instanceof Change.Lost lost) {
      connection.lost(lost.reason(), now);
      say(now, "no answer: " + connection.lost().orElseThrow().reason(), Style.ALERT);
    } else if (change instanceof Change.Back back) {
      connection.back();
      say(now, "answers again after " + Ages.of(back.away()), Style.GOOD);
    } else if (change instanceof Change.Registered) {
      connection.push("on");
    } else if (change instanceof Change.NotRegistered refused) {
      connection.push("NOT REGISTERED");
      say(now, "not registered for push: " + refused.reason(), Style.ALERT);
    }
  }

  private void changed(Change.Value value, Moment now) {
    Item item = value.known().item();
    Optional<News> news =
        Optional.ofNullable(favourites.get(item.key()))
            .flatMap(Favourite::known)
            .filter(before -> !value.first())
            .flatMap(before -> News.between(before.item(), item, now));
    heard(value.known(), now);
    news.ifPresent(
        change -> {
          favourites.computeIfPresent(item.key(), (key, f) -> f.changed(change));
          say(now, item.name() + ": " + told(item, change), Style.PLAIN);
        });
    if (item instanceof Item.Tally tally) {
      standings.heard(tally.team(), now);
    }
  }

  private static String told(Item item, News change) {
    return item instanceof Item.Score score ? score.event().score() : change.text();
  }

  private void problem(ItemKey key, Optional<Known> known, String reason) {
    favourites.computeIfPresent(key, (same, old) -> old.failed(known, reason));
  }

  /** The medal table was read. */
  public void table(List<Team> table, Freshness freshness, Optional<Version> through, Moment now) {
    standings.read(table, freshness, through, now);
  }

  /** The medal table could not be read. */
  public void tableFailed(String reason) {
    standings.failed(reason);
  }

  /** These are all events that there are. */
  public void events(List<String> names) {
    events = List.copyOf(names);
  }

  /**
   * The Games' clock was read.
   *
   * @param offset how far it is ahead of this machine's
   * @param bound how wrong the offset can be
   */
  public void clock(Duration offset, Duration bound) {
    connection.clock(new Connection.ClockOffset(offset, bound));
  }

  /** Something to tell that is no change, as a warning in the log. */
  public void warn(String text, Moment now) {
    say(now, text, Style.STALE);
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
    chosen = true;
    if (favourites.remove(key) != null) {
      return new Wish.Unfollow(key);
    }
    follow(key, nameOf(key), now);
    return new Wish.Follow(key);
  }

  private void follow(ItemKey key, String name, Moment now) {
    favourites.put(key, Favourite.of(key, name, now));
  }

  private String nameOf(ItemKey key) {
    Stream<String> names =
        key.kind() == ItemKey.Kind.TALLY
            ? standings.rows().stream().map(row -> row.team().name())
            : events.stream();
    return names
        .filter(name -> new ItemKey(key.kind(), name).equals(key))
        .findFirst()
        .orElse(key.name());
  }

  private List<ItemKey> items(View of) {
    return switch (of) {
      case FAVOURITES ->
          Stream.concat(
                  favourites(ItemKey.Kind.TALLY).stream(), favourites(ItemKey.Kind.SCORE).stream())
              .map(Favourite::key)
              .toList();
      case TABLE -> standings.rows().stream().map(Standings.Row::key).toList();
      case EVENTS -> events.stream().map(ItemKey::score).toList();
    };
  }

  private void say(Moment now, String text, Style style) {
    messages.addLast(new Message(now.wall(), text, style));
    if (messages.size() > MESSAGES) {
      messages.removeFirst();
    }
  }

  /** The item that the keys act on in the view that is shown. */
  Optional<ItemKey> chosen() {
    return cursors.get(view).on(items(view));
  }

  List<Favourite> favourites(ItemKey.Kind kind) {
    return favourites.values().stream().filter(f -> f.key().kind() == kind).toList();
  }

  Optional<Favourite> favourite(ItemKey key) {
    return Optional.ofNullable(favourites.get(key));
  }

  List<Message> messages() {
    return new ArrayList<>(messages);
  }

  List<String> events() {
    return events;
  }

  Standings standings() {
    return standings;
  }

  Connection connection() {
    return connection;
  }

  View view() {
    return view;
  }

  /** Whether it was said what is followed. */
  boolean hasChosen() {
    return chosen;
  }

  boolean showsHelp() {
    return help;
  }
}
