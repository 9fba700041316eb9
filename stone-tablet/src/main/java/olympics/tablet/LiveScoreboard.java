package olympics.tablet;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Known;
import olympics.tablet.core.Table;
import olympics.tablet.core.scoreboard.ClockOffset;
import olympics.tablet.core.scoreboard.Message;
import olympics.tablet.core.scoreboard.Moment;
import olympics.tablet.core.scoreboard.Scoreboard;

/**
 * A scoreboard that is told things on some threads and looked at on others. Thread-safe; nobody who
 * tells it something waits for those who show it.
 */
final class LiveScoreboard implements Display, TableReader.Listener {
  private final Scoreboard scoreboard;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /** One on which nothing is known yet. */
  LiveScoreboard(Scoreboard.About about) {
    scoreboard = new Scoreboard(about);
  }

  /** Has this run after each change; it must not block. */
  void onChange(Runnable changed) {
    watchers.add(changed);
  }

  /** Looks at it as it is now; nobody changes it meanwhile. */
  <T> T look(BiFunction<Scoreboard, Moment, T> how) {
    synchronized (scoreboard) {
      return how.apply(scoreboard, now());
    }
  }

  /** Something to tell that is no change. */
  void tell(String text, Message.Kind kind) {
    tell((board, now) -> board.tell(text, kind, now));
  }

  @Override
  public void following(Catalogue followed, OptionalLong seed) {
    tell((board, now) -> board.following(followed, now));
  }

  @Override
  public void changed(List<Change> changes) {
    tell((board, now) -> changes.forEach(change -> board.changed(change, now)));
  }

  @Override
  public void heard(Known known) {
    tell((board, now) -> board.heard(known, now));
  }

  @Override
  public void table(Table table) {
    tell((board, now) -> board.table(table, now));
  }

  @Override
  public void tableFailed(String reason) {
    tell((board, now) -> board.tableFailed(reason));
  }

  @Override
  public void events(List<String> names) {
    tell((board, now) -> board.events(names));
  }

  @Override
  public void score(Known score) {
    tell((board, now) -> board.otherScore(score, now));
  }

  @Override
  public void clock(String server, ClockOffset offset) {
    tell((board, now) -> board.clock(server, offset, now));
  }

  private void tell(BiConsumer<Scoreboard, Moment> what) {
    synchronized (scoreboard) {
      what.accept(scoreboard, now());
    }
    watchers.forEach(Runnable::run);
  }

  private static Moment now() {
    return new Moment(System.nanoTime(), Instant.now());
  }
}
