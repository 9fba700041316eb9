package olympics.tablet.page;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import olympics.http.Answerer;
import olympics.http.HttpAnswer;
import olympics.tablet.core.page.PageModel;
import olympics.web.EventFeed;
import olympics.web.PageAnswers;
import olympics.web.PageRequest;
import olympics.web.Site;

/**
 * A tablet's pages. One thread tells those who watch what changed, five times a second at most, and
 * once a second that the tablet lives. Thread-safe.
 */
public final class TabletPage implements AutoCloseable {
  /** What the pages show. Called on event loops and other threads; must not block for long. */
  public interface Source {
    /** The page as it is now. */
    PageModel model();

    /** The same for programs, as JSON. */
    String json();

    /**
     * Has what surrounds the favourites read, unless that was done a moment ago.
     *
     * @return completes with the reading, never with a failure
     */
    CompletableFuture<Void> readSoon();
  }

  /** For a wall, its neighbours, and those who stand before them; a state takes some 30 KiB. */
  private static final EventFeed.Limits LIMITS =
      new EventFeed.Limits(64, 64, Duration.ofSeconds(10));

  private static final Duration PATIENCE = Duration.ofMillis(800);
  private static final Duration BETWEEN_STATES = Duration.ofMillis(200);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  private final EventFeed feed = new EventFeed(LIMITS, this::snapshot);
  private final Semaphore changed = new Semaphore(0);
  private final Thread teller = new Thread(this::run, "tablet-page");
  private volatile Optional<Source> source = Optional.empty();
  private volatile boolean closing;
  private Map<String, String> told = Map.of();

  /** Pages that have nothing to show yet. */
  public TabletPage() {
    teller.setDaemon(true);
  }

  /** What is served. */
  public Site site() {
    return Site.builder()
        .page("/", this::page)
        .page("/events", this::events)
        .resource(TabletPage.class, "tablet.css")
        .resource(TabletPage.class, "tablet.js")
        .resource(Site.class, "dom.js")
        .resource(TabletPage.class, "tablet.svg")
        .build();
  }

  /** Shows this from now on. Once. */
  public void show(Source shown) {
    source = Optional.of(shown);
    teller.start();
  }

  /** Whether anybody watches: if not, what only the page needs is not worth asking for. */
  public boolean isWatched() {
    return feed.isWatched();
  }

  /** What is shown has changed; never blocks. */
  public void changed() {
    if (changed.availablePermits() == 0) {
      changed.release();
    }
  }

  private void page(PageRequest request, Answerer answerer) {
    Optional<Source> shown = source;
    if (shown.isEmpty()) {
      answerer.answer(starting());
      return;
    }
    boolean json = request.parameter("format").equals(Optional.of("json"));
    boolean big = request.parameter("big").equals(Optional.of("1"));
    // A copy: only this answer gives up waiting.
    var unused =
        shown
            .get()
            .readSoon()
            .copy()
            .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(
                () ->
                    answerer.answer(
                        json
                            ? PageAnswers.json(shown.get().json())
                            : PageAnswers.html(PageText.html(shown.get().model(), big))));
  }

  private void events(PageRequest request, Answerer answerer) {
    if (source.isEmpty()) {
      answerer.answer(starting());
    } else {
      feed.answer(request, answerer);
    }
  }

  private static HttpAnswer starting() {
    return PageAnswers.refusal(
        HttpResponseStatus.SERVICE_UNAVAILABLE, "the tablet is starting, try again");
  }

  private void run() {
    try {
      while (!closing) {
        if (feed.isWatched()) {
          tell();
        }
        TimeUnit.NANOSECONDS.sleep(BETWEEN_STATES.toNanos());
        if (changed.tryAcquire(TICK.minus(BETWEEN_STATES).toMillis(), TimeUnit.MILLISECONDS)) {
          changed.drainPermits();
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tells what is other than when it was last told, also those who come back later. Who begins in
   * the meantime is told some of it twice.
   */
  private synchronized void tell() {
    Map<String, String> parts = PageText.parts(source.orElseThrow().model());
    String news = PageText.difference(told, parts);
    told = parts;
    feed.publish("state", news);
  }

  private synchronized String snapshot() {
    tell();
    return PageText.difference(Map.of(), told);
  }

  /** Ends what is watched; takes a second at most. Not for event loops. */
  @Override
  public void close() {
    closing = true;
    feed.close();
    teller.interrupt();
    try {
      teller.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
