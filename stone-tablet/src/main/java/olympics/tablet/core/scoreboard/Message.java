package olympics.tablet.core.scoreboard;

import java.time.Instant;

/**
 * Something that happened, in words.
 *
 * @param at this machine's time
 */
public record Message(Instant at, String text, Kind kind) {
  /** What a message means to who reads it. */
  public enum Kind {
    PLAIN,
    /** All is well again. */
    GOOD,
    /** Something is past its bound, or not confirmed. */
    STALE,
    /** Something is wrong. */
    ALERT
  }
}
