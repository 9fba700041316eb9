package olympics.tablet.core.scoreboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import olympics.games.core.ItemKey;
import olympics.process.core.Address;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.Table;
import olympics.tablet.core.scoreboard.Message.Kind;

/**
 * All that a tablet has to show. The terminal's board makes lines of it, the page a document.
 *
 * <p>Not thread-safe: its owner holds a lock.
 */
public final class Scoreboard {
  /**
   * What the tablet is.
   *
   * @param tablet its own address
   * @param balancer who is asked
   * @param interval how often
   * @param push whether it has updates pushed
   * @param page the URL of its page
   */
  public record About(
      Address tablet, Address balancer, Duration interval, boolean push, String page) {}

  private static final int MESSAGES = 50;

  private final Connection connection;
  private final Standings standings = new Standings();
  private final Map<ItemKey, Favourite> favourites = new LinkedHashMap<>();
  private final Map<ItemKey, Favourite> others = new HashMap<>();
  private final Deque<Message> messages = new ArrayDeque<>();
  private List<String> events = List.of();
  private boolean chosen;

  /** A scoreboard on which nothing is known yet. */
  public Scoreboard(About about) {
    connection = new Connection(about);
  }

  /** The tablet has chosen these. */
  public void following(Catalogue followed, Moment now) {
    chosen = true;
    followed.teams().forEach(team -> follow(ItemKey.tally(team), team, now));
    followed.events().forEach(event -> follow(ItemKey.score(event), event, now));
  }

  /** This is followed, too, from now on. */
  public void follow(ItemKey key, Moment now) {
    chosen = true;
    follow(key, nameOf(key), now);
  }

  private void follow(ItemKey key, String name, Moment now) {
    others.remove(key);
    favourites.put(key, Favourite.of(key, name, now));
  }

  /** This is followed no longer. */
  public void unfollow(ItemKey key) {
    chosen = true;
    favourites.remove(key);
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
          stale ? Kind.STALE : Kind.GOOD);
    } else if (change instanceof Change.Unconfirmed unconfirmed) {
      Known known = unconfirmed.known();
      problem(known.item().key(), Optional.of(known), unconfirmed.reason());
      say(now, known.item().name() + " is stale: " + unconfirmed.reason(), Kind.STALE);
    } else if (change instanceof Change.Refused refused) {
      problem(refused.key(), Optional.empty(), refused.reason());
      say(now, "no " + refused.key() + ": " + refused.reason(), Kind.ALERT);
    } else if (change instanceof Change.Undone) {
      say(now, "the database went back to an earlier state: values may go back", Kind.ALERT);
    } else if (change instanceof Change.NothingThere) {
      say(now, connection.balancer() + " knows no teams and no events yet", Kind.STALE);
    } else if (change instanceof Change.Lost lost) {
      connection.lost(lost.reason(), now);
      say(now, "no answer: " + connection.lost().orElseThrow().reason(), Kind.ALERT);
    } else if (change instanceof Change.Back back) {
      connection.back();
      say(now, "answers again after " + Ages.of(back.away()), Kind.GOOD);
    } else if (change instanceof Change.Registered) {
      connection.push("on");
    } else if (change instanceof Change.NotRegistered refused) {
      connection.push("NOT REGISTERED");
      say(now, "not registered for push: " + refused.reason(), Kind.ALERT);
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
          say(now, item.name() + ": " + told(item, change), Kind.PLAIN);
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
  public void table(Table table, Moment now) {
    standings.read(table, now);
  }

  /** The medal table could not be read. */
  public void tableFailed(String reason) {
    standings.failed(reason);
  }

  /** These are all events that there are. */
  public void events(List<String> names) {
    events = List.copyOf(names);
    Set<ItemKey> there = names.stream().map(ItemKey::score).collect(Collectors.toSet());
    others.keySet().retainAll(there);
  }

  /** The score of an event was read that is not followed; of one that is, this is no news. */
  public void otherScore(Known score, Moment now) {
    ItemKey key = score.item().key();
    if (!favourites.containsKey(key)) {
      Favourite before = others.getOrDefault(key, Favourite.of(key, score.item().name(), now));
      Favourite heard = before.heard(score, now);
      others.put(
          key,
          before
              .known()
              .flatMap(known -> News.between(known.item(), score.item(), now))
              .map(heard::changed)
              .orElse(heard));
    }
  }

  /** The clock of a server was read. */
  public void clock(String server, ClockOffset offset, Moment now) {
    connection.clock(server, offset, now);
  }

  /** Something to tell that is no change. */
  public void tell(String text, Kind kind, Moment now) {
    say(now, text, kind);
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

  private void say(Moment now, String text, Kind kind) {
    messages.addLast(new Message(now.wall(), text, kind));
    if (messages.size() > MESSAGES) {
      messages.removeFirst();
    }
  }

  /** What is followed of a kind, in its order. */
  public List<Favourite> favourites(ItemKey.Kind kind) {
    return favourites.values().stream().filter(f -> f.key().kind() == kind).toList();
  }

  /** An item, if it is followed. */
  public Optional<Favourite> favourite(ItemKey key) {
    return Optional.ofNullable(favourites.get(key));
  }

  /** The score of an event, followed or not, if it was ever asked for. */
  public Optional<Favourite> score(ItemKey event) {
    return favourite(event).or(() -> Optional.ofNullable(others.get(event)));
  }

  /** What happened, newest last. */
  public List<Message> messages() {
    return new ArrayList<>(messages);
  }

  /** The names of all events. */
  public List<String> events() {
    return events;
  }

  /** The medal table. */
  public Standings standings() {
    return standings;
  }

  /** How the tablet gets what it shows. */
  public Connection connection() {
    return connection;
  }

  /** Whether it was said what is followed. */
  public boolean hasChosen() {
    return chosen;
  }
}
