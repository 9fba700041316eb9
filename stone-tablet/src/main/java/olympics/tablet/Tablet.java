package olympics.tablet;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import olympics.cli.LogDiversion;
import olympics.tablet.core.page.Modelling;
import olympics.tablet.core.page.PageModel;
import olympics.tablet.core.scoreboard.Message;
import olympics.tablet.core.scoreboard.Scoreboard;
import olympics.tablet.core.screen.Wish;
import olympics.tablet.page.PageJson;
import olympics.tablet.page.TabletPage;
import olympics.tablet.terminal.TerminalScreen;

/**
 * A tablet at work: who follows, who reads the medal table, the page, and the terminal's board or
 * lines.
 */
final class Tablet implements AutoCloseable, TabletPage.Source {
  private final CompletableFuture<Void> end;
  private final TabletPage page;
  private final LiveScoreboard scoreboard;
  private final Displays displays = new Displays();
  private final Follower follower;
  private final TableReader tables;
  private Optional<TerminalScreen> screen = Optional.empty();
  private Optional<LogDiversion> log = Optional.empty();

  /**
   * What the tablet's own port serves.
   *
   * @param url of the page
   */
  record Port(PushPort pushes, TabletPage page, String url) {}

  /**
   * A tablet that does nothing yet; owns the page, but neither the balancer nor the port.
   *
   * @param end completed to end the tablet, as a {@link Follower} takes it
   */
  Tablet(Balancer balancer, Port port, TabletSettings settings, CompletableFuture<Void> end) {
    this.end = end;
    this.page = port.page();
    TabletSettings.Push push = settings.push();
    scoreboard =
        new LiveScoreboard(
            new Scoreboard.About(
                push.address(),
                balancer.address(),
                settings.interval(),
                push.wanted(),
                port.url()));
    scoreboard.tell("page: " + port.url(), Message.Kind.PLAIN);
    displays.add(scoreboard);
    follower = new Follower(balancer, port.pushes(), settings, displays, end);
    tables =
        new TableReader(
            balancer,
            push.address().toString(),
            new TableReader.Wants(
                follower::minVersion,
                follower::followed,
                () -> screen.isPresent() || page.isWatched(),
                page::isWatched),
            scoreboard);
  }

  /** Begins on the terminal; false, and nothing is begun, if there is none for a board. */
  boolean startOnTerminal() {
    String noColour = System.getenv("NO_COLOR");
    screen =
        TerminalScreen.open(
            noColour == null || noColour.isEmpty(), new BoardView(scoreboard, this::act), end);
    if (screen.isEmpty()) {
      return false;
    }
    log = Optional.of(LogDiversion.to(line -> scoreboard.tell(line, Message.Kind.STALE)));
    start();
    return true;
  }

  /** Begins, and prints what changes. */
  void start(Display lines) {
    displays.add(lines);
    start();
  }

  private void start() {
    follower.start();
    tables.start();
    scoreboard.onChange(page::changed);
    page.show(this);
  }

  @Override
  public PageModel model() {
    return scoreboard.look((board, now) -> Modelling.of(board, now, ZoneId.systemDefault()));
  }

  @Override
  public String json() {
    return scoreboard.look(PageJson::of);
  }

  @Override
  public CompletableFuture<Void> readSoon() {
    return tables.readSoon();
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
    page.close();
    tables.close();
    follower.close();
  }
}
