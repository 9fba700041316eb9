package olympics.tablet.core;

import olympics.games.core.Names;
import olympics.wire.Origin;

/**
 * Where a value came from.
 *
 * @param server that sent it; empty if it did not say
 */
public record Source(String server, Way way) {
  /** How a value came. */
  public enum Way {
    /** Asked for; the server had it in its cache. */
    CACHED("cached"),
    /** Asked for; the server got it from the database while the question waited. */
    FETCHED("fetched"),
    /** Unasked. */
    PUSHED("pushed");

    private final String word;

    Way(String word) {
      this.word = word;
    }
  }

  /** The longest name that is shown whole. */
  private static final int WHOLE = 32;

  /** What a server answered. */
  public static Source answered(Origin origin) {
    return new Source(origin.server(), origin.cached() ? Way.CACHED : Way.FETCHED);
  }

  /** What a server pushed. */
  public static Source pushed(String server) {
    return new Source(server, Way.PUSHED);
  }

  /** Whether it was asked for, and in a cache. */
  public boolean isCached() {
    return way == Way.CACHED;
  }

  /** Whether it came unasked. */
  public boolean isPushed() {
    return way == Way.PUSHED;
  }

  /** As {@code from obelix-2, cached}, or {@code pushed by obelix-2}; fit to be shown. */
  public String words() {
    if (isPushed()) {
      return server.isEmpty() ? way.word : way.word + " by " + shown();
    }
    return "from " + shown() + ", " + way.word;
  }

  /** The same for a narrow column, as {@code obelix-2 cached}. */
  public String brief() {
    return server.isEmpty() ? way.word : shown() + " " + way.word;
  }

  private String shown() {
    return Names.quotable(server, WHOLE);
  }
}
