package olympics.http;

/** Where the answer to one request goes. Thread-safe. */
@FunctionalInterface
public interface Answerer {
  /**
   * Answers, and hands over the body. Exactly once, now or later, from any thread; on the event
   * loop of the connection no other thread is woken.
   *
   * @throws IllegalStateException if it was answered before; noticed on the event loop only
   */
  void answer(HttpAnswer answer);
}
