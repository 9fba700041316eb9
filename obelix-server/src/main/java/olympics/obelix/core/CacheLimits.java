package olympics.obelix.core;

import java.time.Duration;

/**
 * How old and how large a cache may grow.
 *
 * @param bound what is older is served as stale. The mode's interval between polls plus a second:
 *     an answer is then flagged only if a poll failed or is very late
 * @param maxEntries past it the least recently read entry goes. Names come from outside, but only
 *     of items that exist
 * @param maxTombstones past it all are forgotten, and fetches under way then do not land
 */
public record CacheLimits(Duration bound, int maxEntries, int maxTombstones) {
  /** Limits that fit any Games: 10,000 entries, 4,096 tombstones. */
  public static CacheLimits withBound(Duration bound) {
    return new CacheLimits(bound, 10_000, 4_096);
  }
}
