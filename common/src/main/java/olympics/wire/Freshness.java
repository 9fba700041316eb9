package olympics.wire;

import java.time.Duration;

/**
 * How current an answer is known to be.
 *
 * @param stale whether its age is past the bound of the front-end's cache mode
 * @param age since the value was last known to be current
 */
public record Freshness(boolean stale, Duration age) {
  /** Straight from the database. */
  public static final Freshness CURRENT = new Freshness(false, Duration.ZERO);
}
