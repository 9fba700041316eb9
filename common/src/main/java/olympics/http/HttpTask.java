package olympics.http;

/**
 * What one request asks for. Its methods are called on the event loop of the connection and must
 * not block. It is run at most once; nothing is called after {@link #cancel}.
 */
public interface HttpTask {
  /** Whether this may run beside neighbours of its connection that may, too. */
  boolean mayOverlap();

  /** It is the request's turn: begins the work whose end is an answer. */
  void run();

  /** The client went away before it was answered; an answer that comes still is thrown away. */
  void cancel();
}
