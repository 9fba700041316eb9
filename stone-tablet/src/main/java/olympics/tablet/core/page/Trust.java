package olympics.tablet.core.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import olympics.games.core.ItemKey;
import olympics.tablet.core.Known;
import olympics.tablet.core.page.PageModel.State;
import olympics.tablet.core.scoreboard.Ages;
import olympics.tablet.core.scoreboard.Connection;
import olympics.tablet.core.scoreboard.Favourite;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.tablet.core.scoreboard.Standings;

/** How far what is shown can be relied on as a whole, and as of when. */
final class Trust {
  private final Connection connection;
  private final Standings standings;
  private final List<Favourite> favourites = new ArrayList<>();
  private final Moment now;

  Trust(Scoreboard board, Moment now) {
    this.connection = board.connection();
    this.standings = board.standings();
    this.now = now;
    for (ItemKey.Kind kind : ItemKey.Kind.values()) {
      favourites.addAll(board.favourites(kind));
    }
  }

  State state() {
    if (connection.lost().isPresent()) {
      return State.LOST;
    }
    if (heardAt().isEmpty()) {
      return State.WAITING;
    }
    return doubts().isEmpty() ? State.LIVE : State.STALE;
  }

  /** The state in words. */
  String words() {
    return switch (state()) {
      case LOST -> lost(connection.lost().orElseThrow());
      case WAITING -> "Asking " + connection.balancer() + " …";
      case STALE -> "Stale: " + String.join("; ", doubts()) + ".";
      case LIVE ->
          "Live: heard "
              + Ages.of(now.since(heardAt().orElseThrow()))
              + " ago from "
              + connection.balancer()
              + ".";
    };
  }

  /** What to say before anything else is said; empty if all is well. */
  String warning() {
    return switch (state()) {
      case LOST -> "Reconnecting. ";
      case STALE -> "Stale. ";
      case LIVE, WAITING -> "";
    };
  }

  private String lost(Connection.Lost lost) {
    return "Reconnecting: no answer from "
        + connection.balancer()
        + " for "
        + Ages.of(now.since(lost.since()))
        + " ("
        + Modelling.shown(lost.reason())
        + ").";
  }

  private List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    long stale =
        favourites.stream()
            .flatMap(favourite -> favourite.known().stream())
            .filter(known -> known.freshness().stale())
            .count();
    if (stale > 0) {
      doubts.add(
          stale + " of " + favourites.size() + " followed values are older than is promised");
    }
    standings.problem().ifPresent(reason -> doubts.add("no medal table: " + shown(reason)));
    if (isTableStale()) {
      doubts.add("the medal table is older than is promised");
    }
    return doubts;
  }

  private boolean isTableStale() {
    return standings.lastRead().filter(read -> read.freshness().stale()).isPresent();
  }

  private static String shown(String reason) {
    return Modelling.shown(reason);
  }

  /** What to say of the medal table alone. */
  String ofStandings() {
    Optional<Standings.ReadOut> read = standings.lastRead();
    if (read.isEmpty()) {
      return standings.problem().isPresent() ? "not answered" : "asking for it …";
    }
    String teams = standings.rows().size() + (standings.rows().size() == 1 ? " team" : " teams");
    boolean doubtful =
        isTableStale() || standings.problem().isPresent() || connection.lost().isPresent();
    return doubtful ? teams + ", STALE: " + Ages.of(age(read.get())) + " old" : teams;
  }

  private Duration age(Standings.ReadOut read) {
    return read.freshness().age().plus(now.since(read.at()));
  }

  private Optional<Moment> heardAt() {
    return Stream.of(connection.heardAt(), standings.lastRead().map(Standings.ReadOut::at))
        .flatMap(Optional::stream)
        .max((one, other) -> Long.compare(one.nanos(), other.nanos()));
  }

  /**
   * The time, by this machine's clock, at which the medal table was surely current; if there is
   * none, the followed value that was last.
   */
  Optional<Instant> asOf() {
    return standings
        .lastRead()
        .map(read -> read.at().wall().minus(read.freshness().age()))
        .or(
            () ->
                favourites.stream()
                    .flatMap(favourite -> currentAt(favourite).stream())
                    .max(Instant::compareTo));
  }

  private static Optional<Instant> currentAt(Favourite favourite) {
    return favourite
        .known()
        .map(Known::freshness)
        .map(freshness -> favourite.heardAt().wall().minus(freshness.age()));
  }
}
