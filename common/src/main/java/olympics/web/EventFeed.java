package olympics.web;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import olympics.http.AnswerStream;
import olympics.http.Answerer;
import olympics.http.HttpAnswer;
import olympics.web.core.EventHistory;
import olympics.web.core.EventId;

/**
 * Tells those who watch what happens, as server-sent events (HTML Standard, 9.2). Who comes back
 * within the history goes on where he was cut off ({@code Last-Event-ID}); everybody else first
 * gets the event {@code snapshot}, which stands for all before it. Who does not keep up loses his
 * connection, and comes back. Thread-safe; nothing blocks.
 */
public final class EventFeed implements Page {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
  private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LIFE_BYTES = 8;

  private final Limits limits;
  private final Supplier<String> snapshot;
  private final EventHistory<byte[]> history;
  private final Set<AnswerStream> streams = new HashSet<>();
  private boolean closed;

  /**
   * How much a feed holds.
   *
   * @param streams at once; one more is answered 503
   * @param history how many events are kept for those who come back
   * @param keepAlive how often a comment is sent, so that a client that is gone is noticed
   */
  public record Limits(int streams, int history, Duration keepAlive) {
    /** For a page on a wall and a classroom in front of it. */
    public static final Limits DEFAULT = new Limits(64, 512, Duration.ofSeconds(10));
  }

  /**
   * A feed that nobody watches yet.
   *
   * @param snapshot makes the data of the event {@code snapshot}; called on event loops, without a
   *     lock of ours, so it must not block. It may already hold what an event after it tells again.
   */
  public EventFeed(Limits limits, Supplier<String> snapshot) {
    this.limits = limits;
    this.snapshot = snapshot;
    byte[] life = new byte[LIFE_BYTES];
    new SecureRandom().nextBytes(life);
    this.history = new EventHistory<>(HexFormat.of().formatHex(life), limits.history());
  }

  /** Whether anybody watches: if not, what only events need is not worth computing. */
  public boolean isWatched() {
    return streams() > 0;
  }

  /** How many watch. */
  public synchronized int streams() {
    return streams.size();
  }

  /**
   * Tells an event, and keeps it for those who come back.
   *
   * @param type lower-case letters, digits and hyphens
   * @param data a text, of several lines if it must be; JSON as a rule
   */
  public synchronized void publish(String type, String data) {
    byte[] event = event(history.next(), type, data);
    history.add(event);
    // One that ends here is taken out of the set at once, maybe.
    List.copyOf(streams).forEach(stream -> stream.send(event));
  }

  /** Ends all streams, and takes no more. */
  public synchronized void close() {
    closed = true;
    List.copyOf(streams).forEach(AnswerStream::end);
  }

  @Override
  public void answer(PageRequest request, Answerer answerer) {
    if (!request.head().protocolVersion().isKeepAliveDefault()) {
      answerer.answer(
          PageAnswers.refusal(
              HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "events need HTTP/1.1"));
    } else if (isFull()) {
      answerer.answer(
          PageAnswers.refusal(
              HttpResponseStatus.SERVICE_UNAVAILABLE,
              "too many are watching already, at most " + limits.streams() + " may"));
    } else {
      Optional<EventId> seen = request.header("Last-Event-ID").flatMap(EventId::parse);
      answerer.stream(
          new HttpAnswer(
              HttpResponseStatus.OK,
              "text/event-stream",
              Map.of("Cache-Control", "no-store"),
              Unpooled.EMPTY_BUFFER),
          stream -> begin(stream, seen));
    }
  }

  private synchronized boolean isFull() {
    return closed || streams.size() >= limits.streams();
  }

  private void begin(AnswerStream stream, Optional<EventId> seen) {
    stream.send(RETRY);
    if (!resumed(stream, seen)) {
      EventId position = position();
      stream.send(event(position, "snapshot", snapshot.get()));
      if (!resumed(stream, Optional.of(position))) {
        // So much has happened meanwhile that the client better asks again.
        stream.end();
      }
    }
    stream.keepAlive(limits.keepAlive(), KEEP_ALIVE);
    stream.whenClosed(() -> remove(stream));
  }

  private synchronized EventId position() {
    return history.position();
  }

  /** Sends what was missed and has all that follows sent, if what was missed is known. */
  private synchronized boolean resumed(AnswerStream stream, Optional<EventId> seen) {
    Optional<List<byte[]>> missed = seen.flatMap(history::after);
    if (missed.isEmpty()) {
      return false;
    }
    missed.get().forEach(stream::send);
    if (isFull()) {
      stream.end();
    } else {
      streams.add(stream);
    }
    return true;
  }

  private synchronized void remove(AnswerStream stream) {
    streams.remove(stream);
  }

  private static byte[] event(EventId id, String type, String data) {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "the type of an event is \"" + type + "\", expected " + TYPE.pattern());
    }
    StringBuilder text = new StringBuilder(data.length() + 64);
    text.append("id: ").append(id).append("\nevent: ").append(type).append('\n');
    for (String line : LINE_END.split(data, -1)) {
      text.append("data: ").append(line).append('\n');
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
