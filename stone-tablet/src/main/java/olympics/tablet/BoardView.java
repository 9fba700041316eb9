package olympics.tablet;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import olympics.tablet.core.screen.Command;
import olympics.tablet.core.screen.Line;
import olympics.tablet.core.screen.ScoreboardScreen;
import olympics.tablet.core.screen.Viewer;
import olympics.tablet.core.screen.Wish;
import olympics.tablet.terminal.TerminalScreen;

/**
 * A scoreboard as a terminal draws it from time to time, and the keys of who looks. Thread-safe.
 */
final class BoardView implements TerminalScreen.Content {
  private final LiveScoreboard scoreboard;
  private final Viewer viewer;
  private final Consumer<Wish> wishes;
  private volatile Runnable redraw = () -> {};

  /**
   * A view of the favourites.
   *
   * @param wishes takes what the person at the keys wants, on the terminal's thread
   */
  BoardView(LiveScoreboard scoreboard, Consumer<Wish> wishes) {
    this.scoreboard = scoreboard;
    this.viewer = scoreboard.look((board, now) -> new Viewer(board));
    this.wishes = wishes;
    scoreboard.onChange(() -> redraw.run());
  }

  @Override
  public void onChange(Runnable then) {
    redraw = then;
  }

  @Override
  public List<Line> lines(int columns, int rows) {
    return scoreboard.look(
        (board, now) -> ScoreboardScreen.lines(viewer, columns, rows, now, ZoneId.systemDefault()));
  }

  @Override
  public void pressed(Command command) {
    Optional<Wish> wish = scoreboard.look((board, now) -> viewer.press(command, now));
    redraw.run();
    wish.ifPresent(wishes);
  }
}
