package olympics.http;

import java.util.function.Consumer;

/** Where the answer to one request goes. Thread-safe. */
public interface Answerer {
  /**
   * Answers, and hands over the body. Exactly once, now or later, from any thread; on the event
   * loop of the connection no other thread is woken.
   *
   * @throws IllegalStateException if it was answered before; noticed on the event loop only
   */
  void answer(HttpAnswer answer);

  /**
   * Answers with a body that comes part by part, in the place of {@link #answer}. The connection
   * ends with it. Only for a request of HTTP/1.1 or later.
   *
   * @param head its body is empty
   * @param opened gets the stream once the head is written, on the event loop; not called if the
   *     client is gone, or only asked for the head
   * @throws IllegalStateException as {@link #answer}
   */
  void stream(HttpAnswer head, Consumer<AnswerStream> opened);
}
