package olympics.web;

import olympics.http.Answerer;

/**
 * What one path of a {@link Site} answers. Called on the event loop of the connection, so it must
 * not block; the answer may come later, from any thread.
 */
@FunctionalInterface
public interface Page {
  /** Answers exactly once. Who asks with HEAD gets the head of the same answer. */
  void answer(PageRequest request, Answerer answerer);
}
