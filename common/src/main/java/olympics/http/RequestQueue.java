package olympics.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The requests of one connection, in the order in which they came; the last one may still be coming
 * in. Confined to the event loop.
 *
 * <p>Those that may overlap run side by side. Any other one waits for what came before it and is
 * waited for, as if there were no pipelining: POST promises nothing else (RFC 9112, 9.3.2).
 */
final class RequestQueue {
  private final Deque<PendingRequest> requests = new ArrayDeque<>();

  void add(PendingRequest request) {
    requests.add(request);
  }

  /** Takes the newest one out again. */
  PendingRequest removeNewest() {
    return requests.removeLast();
  }

  int size() {
    return requests.size();
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /** Whether a whole request waits for its answer. */
  boolean awaitsAnswer() {
    PendingRequest oldest = requests.peek();
    return oldest != null && oldest.isReceived();
  }

  /** The next request that may begin to run. */
  Optional<PendingRequest> nextToRun() {
    boolean nothingBefore = true;
    boolean allOverlap = true;
    for (PendingRequest request : requests) {
      if (request.isAnswered()) {
        continue;
      }
      if (!request.isReceived()) {
        break;
      }
      allOverlap &= request.mayOverlap();
      if (!nothingBefore && !allOverlap) {
        break;
      }
      if (!request.isRunning()) {
        return Optional.of(request);
      }
      nothingBefore = false;
    }
    return Optional.empty();
  }

  /**
   * The request whose client must be told to send the body: it is its turn once all answers before
   * it are written, since 100 is an answer, too, in the order of the requests.
   */
  Optional<PendingRequest> nextToContinue() {
    PendingRequest oldest = requests.peek();
    boolean waits = oldest != null && oldest.owesContinue() && !oldest.isAnswered();
    return waits ? Optional.of(oldest) : Optional.empty();
  }

  /** Takes out the oldest request if its answer may be written. */
  Optional<PendingRequest> takeAnswered() {
    // One that is refused before its body has come waits for it, so that the next one is found.
    PendingRequest oldest = requests.peek();
    return oldest != null && oldest.isAnswered() && oldest.isReceived()
        ? Optional.of(requests.remove())
        : Optional.empty();
  }

  /** Takes all out. */
  void drainTo(Consumer<PendingRequest> taker) {
    for (PendingRequest request = requests.poll(); request != null; request = requests.poll()) {
      taker.accept(request);
    }
  }
}
