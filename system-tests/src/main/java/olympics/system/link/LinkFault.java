package olympics.system.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What a link does to the exchanges that pass over it. */
public sealed interface LinkFault {
  /** How the link is, for a person. */
  String words();

  /** Carries everything at once. */
  record None() implements LinkFault {
    @Override
    public String words() {
      return "carries everything at once";
    }
  }

  /** Carries everything, each chunk later by this much, in each direction. */
  record Delay(Duration oneWay) implements LinkFault {
    @Override
    public String words() {
      return "delayed by " + oneWay.toMillis() + " ms each way";
    }
  }

  /** Refuses new connections and breaks those that are open. */
  record Cut() implements LinkFault {
    @Override
    public String words() {
      return "cut";
    }
  }

  /** Accepts connections and carries nothing, as if the other side were stopped. */
  record Silence() implements LinkFault {
    @Override
    public String words() {
      return "silent, as if the other side were stopped";
    }
  }

  /** Breaks a connection as soon as a request has been passed on, before any reply. */
  record CutAfterRequest() implements LinkFault {
    @Override
    public String words() {
      return "cut after each request";
    }
  }

  /** Passes the request on and the reply's first half, then breaks the connection. */
  record CutInReply() implements LinkFault {
    @Override
    public String words() {
      return "cut within each reply";
    }
  }

  /** Passes requests on, and the replies to them when they are released. */
  record HoldReply(CountDownLatch released) implements LinkFault {
    @Override
    public String words() {
      return "replies held back";
    }
  }

  /** Passes the request on, keeps the reply, and leaves the connection open. */
  record SwallowReply() implements LinkFault {
    @Override
    public String words() {
      return "replies swallowed";
    }
  }
}
