package olympics.pygmy.diagram;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import olympics.http.Answerer;
import olympics.process.core.Address;
import olympics.pygmy.diagram.core.Message;
import olympics.pygmy.diagram.core.MessageDiagram;
import olympics.web.EventFeed;
import olympics.web.Page;
import olympics.web.PageAnswers;
import olympics.web.PageRequest;

/**
 * {@code /messages}: the messages as they come, as server-sent events, or those that are there, as
 * a table or as JSON. Servers are asked while somebody watches, and for some time after a table was
 * asked for. Confined to the event loop; closed from any other thread.
 */
public final class MessagePage implements Page, AutoCloseable {
  /** Rounds of questions are large: few are kept for those who come back. */
  private static final EventFeed.Limits LIMITS =
      new EventFeed.Limits(64, 16, Duration.ofSeconds(10));

  private static final long WANTED_NANOS = Duration.ofSeconds(10).toNanos();

  /** So long the first who looks waits, so that there is something to see. */
  private static final long GATHERING_MILLIS = 2_500;

  private final EventLoop loop;
  private final MessageWatch watch;
  private final long began = System.currentTimeMillis();
  private final EventFeed feed = new EventFeed(LIMITS, () -> json(diagram().messages()));
  private long wantedUntil = System.nanoTime();

  /**
   * A page that asks nobody before somebody looks.
   *
   * @param servers whom to ask, in the order of the diagram's lines
   */
  public MessagePage(EventLoop loop, Supplier<List<Address>> servers, MessageWatch.Ask ask) {
    this.loop = loop;
    this.watch = new MessageWatch(loop, servers, ask);
  }

  /** Whether somebody looks. */
  public boolean isWanted() {
    return feed.isWatched() || System.nanoTime() - wantedUntil < 0;
  }

  /** Asks all servers; to be called once a second while somebody looks. */
  public void look() {
    watch.look(this::publish);
  }

  private void publish(List<Message> news) {
    if (!news.isEmpty() && feed.isWatched()) {
      feed.publish("messages", json(news));
    }
  }

  private MessageDiagram diagram() {
    return watch.diagram();
  }

  private String json(List<Message> messages) {
    return DiagramJson.of(began, diagram().columns(), messages);
  }

  @Override
  public void answer(PageRequest request, Answerer answerer) {
    Optional<String> format = request.parameter("format");
    if (format.equals(Optional.of("json"))) {
      whenThereIsSomething(() -> answerer.answer(PageAnswers.json(json(diagram().messages()))));
    } else if (format.equals(Optional.of("html"))) {
      whenThereIsSomething(
          () -> answerer.answer(PageAnswers.html(DiagramText.table(diagram().messages()))));
    } else {
      feed.answer(request, answerer);
    }
  }

  private void whenThereIsSomething(Runnable then) {
    boolean wasWanted = isWanted();
    wantedUntil = System.nanoTime() + WANTED_NANOS;
    if (wasWanted) {
      then.run();
    } else {
      look();
      var unused = loop.schedule(then, GATHERING_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Ends what is watched. */
  @Override
  public void close() {
    feed.close();
  }
}
