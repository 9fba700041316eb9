package olympics.obelix.core;

import java.util.HashMap;
import java.util.Map;
import olympics.games.core.ItemKey;

/**
 * What was invalidated lately, so that a value read before its invalidation does not land after it.
 *
 * <p>Bounded: what is forgotten raises two floors, and everything read below a floor is late. Not
 * thread-safe.
 */
final class Tombstones {
  private static final long NEVER = -1;

  /**
   * An item's last invalidation.
   *
   * @param number the newest write known of the item
   * @param droppedAt when it was dropped without knowing the write's version, else {@link #NEVER}
   */
  private record Tombstone(long number, long droppedAt) {
    boolean isAfter(long through, long sentAt) {
      return number > through || droppedAt >= sentAt;
    }

    Tombstone with(Tombstone other) {
      return new Tombstone(Math.max(number, other.number), Math.max(droppedAt, other.droppedAt));
    }
  }

  private final int limit;
  private final Map<ItemKey, Tombstone> byItem = new HashMap<>();
  private Tombstone newestTally = new Tombstone(NEVER, NEVER);
  private Tombstone floor = new Tombstone(NEVER, NEVER);

  Tombstones(int limit) {
    this.limit = limit;
  }

  /** Notes that the item was written as number {@code number}. */
  void written(ItemKey item, long number) {
    note(item, new Tombstone(number, NEVER));
  }

  /**
   * Notes that the item may have been written, or will be, by something sent before {@code now}.
   */
  void dropped(ItemKey item, long now) {
    note(item, new Tombstone(NEVER, now));
  }

  /** Whether a fill was read before an invalidation that is already known. */
  boolean forbid(CacheKey key, Fill fill) {
    long through = fill.through().number();
    long sentAt = fill.sentAt();
    if (through < floor.number() || sentAt <= floor.droppedAt()) {
      return true;
    }
    if (key instanceof CacheKey.Item item) {
      Tombstone tombstone = byItem.get(item.key());
      return tombstone != null && tombstone.isAfter(through, sentAt);
    }
    if (fill.value() instanceof CachedValue.NameLists names) {
      return byItem.entrySet().stream()
          .anyMatch(e -> e.getValue().isAfter(through, sentAt) && !names.names(e.getKey()));
    }
    return newestTally.isAfter(through, sentAt);
  }

  /** Forgets what only a fetch that is older than the poll before this one could run into. */
  void forgetBefore(long number, long time) {
    byItem
        .values()
        .removeIf(
            tombstone -> {
              boolean old = tombstone.number() <= number && tombstone.droppedAt() < time;
              if (old) {
                floor = floor.with(tombstone);
              }
              return old;
            });
  }

  /** Begins anew in another history: numbers up to {@code number} are all accounted for. */
  void restart(long number) {
    long lastDrop = floor.droppedAt();
    for (Tombstone tombstone : byItem.values()) {
      lastDrop = Math.max(lastDrop, tombstone.droppedAt());
    }
    byItem.clear();
    newestTally = new Tombstone(NEVER, NEVER);
    floor = new Tombstone(number, lastDrop);
  }

  private void note(ItemKey item, Tombstone tombstone) {
    byItem.merge(item, tombstone, Tombstone::with);
    if (item.kind() == ItemKey.Kind.TALLY) {
      newestTally = newestTally.with(tombstone);
    }
    if (byItem.size() > limit) {
      byItem.values().forEach(each -> floor = floor.with(each));
      byItem.clear();
    }
  }
}
