package olympics.obelix;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Asks the database for what changed in its list of tablets, at an interval, page after page until
 * there are no more. Repairs what the notices of {@code items_changed} miss. Thread-safe; nothing
 * blocks.
 */
final class TabletFollower {
  private static final String NOTHING_KNOWN = "";

  private final Database database;
  private final UpdateListener listener;
  private final Poller poller;
  private final CacheLog log = new CacheLog();

  // Confined to one poll after another, and handed on by the poller.
  private String position = NOTHING_KNOWN;

  TabletFollower(
      Database database,
      LongSupplier clock,
      ScheduledExecutorService scheduler,
      Duration interval,
      UpdateListener listener) {
    this.database = database;
    this.listener = listener;
    this.poller = new Poller(this::ask, clock, scheduler, interval);
  }

  /** Asks now, which begins the asking; the result is done when one page was answered. */
  CompletableFuture<Void> poll() {
    return poller.fresh();
  }

  /** Asks at once if news of tablets may have been lost before this notice. */
  void onNotice(Notice notice) {
    if (notice.since().isEmpty()) {
      var unused = poller.fresh();
    }
  }

  private CompletableFuture<Void> ask(long sentAt) {
    return database
        .tabletsSince(position)
        .thenAccept(tablets -> onAnswer(tablets, sentAt))
        .whenComplete((done, error) -> log.pollFailed(error));
  }

  private void onAnswer(Database.Tablets tablets, long sentAt) {
    position = tablets.position();
    listener.onTablets(tablets.page(), sentAt);
    if (tablets.page().more()) {
      var unused = poller.fresh();
    }
  }
}
