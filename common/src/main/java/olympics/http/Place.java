package olympics.http;

/**
 * What one connection has of its server. Written by the connection's event loop and by {@link
 * OpenConnections}, read by any thread.
 */
final class Place {
  private final SourceNetwork source;
  private final boolean surplus;
  private volatile long restingSince;
  private volatile boolean asked;
  private volatile boolean passedOn;

  private Place(SourceNetwork source, boolean surplus, long now) {
    this.source = source;
    this.surplus = surplus;
    this.restingSince = now;
  }

  /** Of a connection that is served, from now on, in nanoseconds of {@link System#nanoTime}. */
  static Place served(SourceNetwork source, long now) {
    return new Place(source, false, now);
  }

  /** Of one that is only told that there are too many. */
  static Place surplus(SourceNetwork source, long now) {
    return new Place(source, true, now);
  }

  SourceNetwork source() {
    return source;
  }

  boolean isSurplus() {
    return surplus;
  }

  /** A whole request has come. */
  void asked() {
    asked = true;
  }

  /** All whole requests are answered. */
  void rests(long now) {
    restingSince = now;
    asked = false;
  }

  /** Another connection has it now. */
  void passOn() {
    passedOn = true;
  }

  boolean isPassedOn() {
    return passedOn;
  }

  /** Whether its connection may lose it: no whole request waits there for its answer. */
  boolean mayBePassedOn() {
    return !surplus && !asked && !passedOn;
  }

  /**
   * For how many nanoseconds nothing has been asked or answered, at that time. Bytes that are no
   * whole request do not count: whoever sends one a second would seem busy.
   */
  long restedUntil(long now) {
    return now - restingSince;
  }
}
