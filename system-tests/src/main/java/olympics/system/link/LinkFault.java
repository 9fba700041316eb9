package olympics.system.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What a link does to the exchanges that pass over it. */
public sealed interface LinkFault {
  /** Carries everything at once. */
  record None() implements LinkFault {}

  /** Carries everything, each chunk later by this much, in each direction. */
  record Delay(Duration oneWay) implements LinkFault {}

  /** Refuses new connections and breaks those that are open. */
  record Cut() implements LinkFault {}

  /** Accepts connections and carries nothing, as if the other side were stopped. */
  record Silence() implements LinkFault {}

  /** Breaks a connection as soon as a request has been passed on, before any reply. */
  record CutAfterRequest() implements LinkFault {}

  /** Passes the request on and the reply's first half, then breaks the connection. */
  record CutInReply() implements LinkFault {}

  /** Passes requests on, and the replies to them when they are released. */
  record HoldReply(CountDownLatch released) implements LinkFault {}

  /** Passes the request on, keeps the reply, and leaves the connection open. */
  record SwallowReply() implements LinkFault {}
}
