package olympics.http;

import java.time.Duration;

/**
 * When what happened on one connection, and what of it takes too long. It is told the time, in
 * nanoseconds of {@link System#nanoTime}. Confined to the event loop.
 */
final class ConnectionTimes {
  /** How long the rest of a refused request is read and thrown away. */
  static final Duration LINGER = Duration.ofSeconds(2);

  /** What takes too long. */
  enum Overdue {
    NOTHING,
    /** The client does not take its answers. */
    TAKING_ANSWERS,
    /** After the last answer, the client does not end its side. */
    ENDING,
    /** A request, or only its head, does not come in. */
    REQUEST,
    /** No request comes. */
    IDLE
  }

  private final long requestNanos;
  private final long idleNanos;
  private long activeAt;
  private boolean receiving;
  private long receivingSince;
  private boolean stuck;
  private long stuckSince;
  private boolean lingering;
  private long lingeringSince;

  ConnectionTimes(Duration requestTime, Duration idleTime, long now) {
    this.requestNanos = requestTime.toNanos();
    this.idleNanos = idleTime.toNanos();
    this.activeAt = now;
  }

  /** Bytes came; if none of this request had come, it begins now. */
  void bytesCame(long now) {
    activeAt = now;
    requestBegins(now);
  }

  /** A request begins in bytes that came already. */
  void requestBegins(long now) {
    if (!receiving) {
      receiving = true;
      receivingSince = now;
    }
  }

  /** Nothing more of the request is waited for. */
  void requestEnds() {
    receiving = false;
  }

  void answerWritten(long now) {
    activeAt = now;
  }

  /** Whether the client takes what is written. */
  void takesAnswers(boolean does, long now) {
    stuck = !does;
    stuckSince = now;
  }

  /** The last answer is written, and the client may still be sending. */
  void lingers(long now) {
    lingering = true;
    lingeringSince = now;
  }

  /** It is we who do not read: that is not the client's time. */
  void weDoNotRead(long now) {
    receivingSince = now;
  }

  /**
   * What has taken too long.
   *
   * @param wantsRequests false if nothing more is read as a request
   * @param quiet whether no request is in progress
   */
  Overdue overdue(boolean wantsRequests, boolean quiet, long now) {
    if (stuck && now - stuckSince > requestNanos) {
      return Overdue.TAKING_ANSWERS;
    }
    if (lingering && now - lingeringSince > LINGER.toNanos()) {
      return Overdue.ENDING;
    }
    if (wantsRequests && receiving && now - receivingSince > requestNanos) {
      return Overdue.REQUEST;
    }
    return quiet && now - activeAt > idleNanos ? Overdue.IDLE : Overdue.NOTHING;
  }
}
