package olympics.tablet.core.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.games.core.ItemKey;
import olympics.games.core.Names;
import olympics.games.core.Team;
import olympics.tablet.core.Item;
import olympics.tablet.core.Known;
import olympics.tablet.core.page.PageModel.Pin;
import olympics.tablet.core.page.PageModel.Score;
import olympics.tablet.core.page.PageModel.Standing;
import olympics.tablet.core.page.PageModel.State;
import olympics.tablet.core.scoreboard.Ages;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.News;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.tablet.core.scoreboard.Standings;

/** Makes the page's words of a scoreboard. */
public final class Modelling {
  /** So many events' scores are shown at most; those that are followed are, in any case. */
  static final int SCORES = 40;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Scoreboard board;
  private final Moment now;
  private final ZoneId zone;

  private Modelling(Scoreboard board, Moment now, ZoneId zone) {
    this.board = board;
    this.now = now;
    this.zone = zone;
  }

  /**
   * The page at a moment.
   *
   * @param zone in which times are shown
   */
  public static PageModel of(Scoreboard board, Moment now, ZoneId zone) {
    return new Modelling(board, now, zone).model();
  }

  private PageModel model() {
    Trust trust = new Trust(board, now);
    String asOf = trust.asOf().map(this::time).map("as of "::concat).orElse("nothing known yet");
    List<String> events = board.events();
    List<Score> scores = scores();
    return new PageModel(
        Leaders.sentence(board.standings()).map(trust.warning()::concat).orElse(trust.words()),
        trust.state(),
        trust.words(),
        asOf,
        board.standings().rows().stream().map(this::standing).toList(),
        trust.ofStandings(),
        pinned(),
        new LatestMedals(board.standings(), this::time).list(),
        scores,
        scores.size() < events.size()
            ? "and " + (events.size() - scores.size()) + " more events"
            : "",
        new Provenance(board, now, zone).facts());
  }

  private Standing standing(Standings.Row row) {
    Team team = row.team();
    return new Standing(
        row.label(),
        shown(team.name()),
        Integer.toString(team.gold()),
        Integer.toString(team.silver()),
        Integer.toString(team.bronze()),
        Long.toString((long) team.gold() + team.silver() + team.bronze()),
        time(team.stamp().asOf()),
        fresh(row.news()),
        board.favourite(row.key()).isPresent());
  }

  private List<Pin> pinned() {
    return Stream.of(ItemKey.Kind.TALLY, ItemKey.Kind.SCORE)
        .flatMap(kind -> board.favourites(kind).stream())
        .map(this::pin)
        .toList();
  }

  private Pin pin(Favourite favourite) {
    Optional<Item> item = favourite.known().map(Known::item);
    List<String> notes = new ArrayList<>();
    board
        .standings()
        .row(favourite.key())
        .ifPresent(
            row -> notes.add("rank " + row.label() + " of " + board.standings().rows().size()));
    item.ifPresent(known -> notes.add("as of " + time(known.stamp().asOf())));
    String doubt = doubt(favourite);
    if (!doubt.isEmpty()) {
      notes.add(doubt);
    }
    return new Pin(
        favourite.key().kind() == ItemKey.Kind.TALLY ? "team" : "event",
        shown(favourite.name()),
        item.map(Modelling::value).orElse("–"),
        String.join(" · ", notes),
        favourite.known().map(known -> source(known, favourite)).orElse(""),
        state(favourite),
        fresh(favourite.news()));
  }

  /** Where a value came from, and how old it is, if that is not said by {@link #doubt}. */
  private String source(Known known, Favourite favourite) {
    String words = known.source().words();
    return state(favourite) == State.LIVE
        ? words + ", " + Ages.of(age(known, favourite)) + " old"
        : words;
  }

  private static String value(Item item) {
    return item instanceof Item.Tally tally
        ? medals(tally.team())
        : shown(((Item.Score) item).event().score());
  }

  /** A tally in words. */
  static String medals(Team team) {
    return team.gold() + " gold, " + team.silver() + " silver, " + team.bronze() + " bronze";
  }

  /** The followed events, then the others, the latest first. */
  private List<Score> scores() {
    List<String> names = board.events();
    List<Favourite> known =
        names.stream()
            .map(ItemKey::score)
            .map(
                key -> board.score(key).orElseGet(() -> Favourite.of(key, nameOf(key, names), now)))
            .toList();
    Stream<Favourite> followed = known.stream().filter(this::isFollowed);
    Stream<Favourite> others =
        known.stream()
            .filter(event -> !isFollowed(event))
            .sorted((one, other) -> writtenAt(other).compareTo(writtenAt(one)));
    long room = Math.max(SCORES, known.stream().filter(this::isFollowed).count());
    return Stream.concat(followed, others).limit(room).map(this::score).toList();
  }

  private static String nameOf(ItemKey key, List<String> names) {
    return names.stream().filter(name -> ItemKey.score(name).equals(key)).findFirst().orElseThrow();
  }

  private boolean isFollowed(Favourite event) {
    return board.favourite(event.key()).isPresent();
  }

  private static Instant writtenAt(Favourite event) {
    return event.known().map(known -> known.item().stamp().asOf()).orElse(Instant.MIN);
  }

  private Score score(Favourite event) {
    return new Score(
        shown(event.name()),
        event.known().map(known -> value(known.item())).orElse("–"),
        event.known().map(known -> time(known.item().stamp().asOf())).orElse(""),
        doubt(event),
        state(event),
        isFollowed(event));
  }

  private State state(Favourite favourite) {
    if (favourite.known().isEmpty()) {
      return favourite.problem().isPresent() ? State.LOST : State.WAITING;
    }
    if (favourite.known().get().freshness().stale()) {
      return State.STALE;
    }
    boolean lost = favourite.problem().isPresent() || board.connection().lost().isPresent();
    return lost ? State.LOST : State.LIVE;
  }

  /** Why a value is not to be relied on, and how old it is; empty if it is. */
  private String doubt(Favourite favourite) {
    String age = favourite.known().map(known -> Ages.of(age(known, favourite)) + " old").orElse("");
    return switch (state(favourite)) {
      case LIVE -> "";
      case STALE -> "STALE, " + age;
      case LOST ->
          favourite.problem().map(Modelling::shown).orElse("LOST")
              + (age.isEmpty() ? "" : ", " + age);
      case WAITING -> "not answered yet";
    };
  }

  private Duration age(Known known, Favourite favourite) {
    return known.freshness().age().plus(now.since(favourite.heardAt()));
  }

  private String fresh(Optional<News> news) {
    return news.filter(change -> change.isFresh(now)).map(News::text).orElse("");
  }

  private String time(Instant instant) {
    return CLOCK.format(instant.atZone(zone));
  }

  /** A text from outside as it may be shown: nothing in it controls or turns anything. */
  static String shown(String text) {
    return Names.quotable(text, Names.MAX_LENGTH);
  }
}
