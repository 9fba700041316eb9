package olympics.tablet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Known;
import olympics.tablet.core.screen.Command;
import olympics.tablet.core.screen.Line;
import olympics.tablet.core.screen.Moment;
import olympics.tablet.core.screen.Scoreboard;
import olympics.tablet.core.screen.ScoreboardScreen;
import olympics.tablet.core.screen.Wish;
import olympics.tablet.terminal.TerminalScreen;
import olympics.wire.Freshness;

/**
 * Keeps a scoreboard of what happens, which a terminal draws from time to time. Thread-safe; nobody
 * who tells it something waits for the terminal.
 */
final class BoardDisplay implements Display, TableReader.Listener, TerminalScreen.Content {
  private final Scoreboard scoreboard;
  private final ZoneId zone;
  private final Consumer<Wish> wishes;
  private volatile Runnable changed = () -> {};

  /**
   * A display of an empty scoreboard.
   *
   * @param wishes takes what the person at the keys wants, on the terminal's thread
   */
  BoardDisplay(Scoreboard.About about, ZoneId zone, Consumer<Wish> wishes) {
    scoreboard = new Scoreboard(about);
    this.zone = zone;
    this.wishes = wishes;
  }

  @Override
  public void onChange(Runnable redraw) {
    changed = redraw;
  }

  @Override
  public List<Line> lines(int columns, int rows) {
    synchronized (scoreboard) {
      return ScoreboardScreen.lines(scoreboard, columns, rows, now(), zone);
    }
  }

  @Override
  public void pressed(Command command) {
    Optional<Wish> wish;
    synchronized (scoreboard) {
      wish = scoreboard.press(command, now());
    }
    changed.run();
    wish.ifPresent(wishes);
  }

  @Override
  public void following(Catalogue followed, OptionalLong seed) {
    tell(() -> scoreboard.following(followed, now()));
  }

  @Override
  public void changed(List<Change> changes) {
    tell(() -> changes.forEach(change -> scoreboard.changed(change, now())));
  }

  @Override
  public void heard(Known known) {
    tell(() -> scoreboard.heard(known, now()));
  }

  @Override
  public void table(List<Team> teams, Freshness freshness, Optional<Version> through) {
    tell(() -> scoreboard.table(teams, freshness, through, now()));
  }

  @Override
  public void tableFailed(String reason) {
    tell(() -> scoreboard.tableFailed(reason));
  }

  @Override
  public void events(List<String> names) {
    tell(() -> scoreboard.events(names));
  }

  @Override
  public void clock(Duration offset, Duration bound) {
    tell(() -> scoreboard.clock(offset, bound));
  }

  /** A line of the log, which would tear the screen. */
  void warn(String line) {
    tell(() -> scoreboard.warn(line, now()));
  }

  private void tell(Runnable what) {
    synchronized (scoreboard) {
      what.run();
    }
    changed.run();
  }

  private static Moment now() {
    return new Moment(System.nanoTime(), Instant.now());
  }
}
