package olympics.obelix.core;

import olympics.games.core.ItemKey;

/** What a front-end caches under: one item, or all items of a kind together. */
public sealed interface CacheKey {
  /** One team's tally or one event's score. */
  record Item(ItemKey key) implements CacheKey {
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /** What is read as a whole. */
  enum Whole implements CacheKey {
    MEDAL_TABLE("medal table"),
    NAMES("names of teams and events");

    private final String shown;

    Whole(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  /** The key of a team's tally. */
  static CacheKey tally(String team) {
    return new Item(ItemKey.tally(team));
  }

  /** The key of an event's score. */
  static CacheKey score(String event) {
    return new Item(ItemKey.score(event));
  }
}
