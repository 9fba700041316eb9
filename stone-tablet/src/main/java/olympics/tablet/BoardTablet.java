package olympics.tablet;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.cli.LogDiversion;
import olympics.tablet.core.screen.Scoreboard;
import olympics.tablet.core.screen.Wish;
import olympics.tablet.terminal.TerminalScreen;

/** A tablet on a terminal: who follows, who reads the table, and the screen that shows both. */
final class BoardTablet implements AutoCloseable {
  private final CompletableFuture<Void> end;
  private final BoardDisplay display;
  private final Follower follower;
  private final TableReader tables;
  private Optional<TerminalScreen> screen = Optional.empty();
  private Optional<LogDiversion> log = Optional.empty();

  private BoardTablet(
      Balancer balancer, PushPort port, TabletSettings settings, CompletableFuture<Void> end) {
    this.end = end;
    TabletSettings.Push push = settings.push();
    display =
        new BoardDisplay(
            new Scoreboard.About(
                push.address(), balancer.address(), settings.interval(), push.wanted()),
            ZoneId.systemDefault(),
            this::act);
    follower = new Follower(balancer, port, settings, display, end);
    tables = new TableReader(balancer, push.address().toString(), follower::minVersion, display);
  }

  /**
   * Takes the terminal and begins; nothing if there is none.
   *
   * @param end completed to end the tablet, as a {@link Follower} takes it
   */
  static Optional<BoardTablet> open(
      Balancer balancer, PushPort port, TabletSettings settings, CompletableFuture<Void> end) {
    BoardTablet tablet = new BoardTablet(balancer, port, settings, end);
    String noColour = System.getenv("NO_COLOR");
    tablet.screen =
        TerminalScreen.open(noColour == null || noColour.isEmpty(), tablet.display, end);
    if (tablet.screen.isEmpty()) {
      return Optional.empty();
    }
    tablet.log = Optional.of(LogDiversion.to(tablet.display::warn));
    tablet.follower.start();
    tablet.tables.start();
    return Optional.of(tablet);
  }

  private void act(Wish wish) {
    if (wish instanceof Wish.Follow follow) {
      follower.follow(follow.key());
    } else if (wish instanceof Wish.Unfollow unfollow) {
      follower.unfollow(unfollow.key());
    } else {
      end.complete(null);
    }
  }

  /** Gives the terminal back first, then stops as {@link Follower#close} does. */
  @Override
  public void close() {
    screen.ifPresent(TerminalScreen::close);
    log.ifPresent(LogDiversion::close);
    tables.close();
    follower.close();
  }
}
