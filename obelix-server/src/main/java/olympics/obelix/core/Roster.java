package olympics.obelix.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A list that is told whole by polls, and what is new in it by notices. Not thread-safe.
 *
 * <p>What was noticed stands until a poll that was sent later lists everything: the answer to an
 * earlier one may not know of it yet. Bounded: past {@link #MAX_NEWS} the oldest news are left to
 * the next poll.
 *
 * @param <K> what an entry is known by
 * @param <V> the entry
 */
public final class Roster<K, V> {
  static final int MAX_NEWS = 10_000;

  private record News<V>(Optional<V> value, long at) {}

  private Map<K, V> listed = Map.of();
  private final Map<K, News<V>> news = new LinkedHashMap<>();

  /** An entry is new or changed; empty if it is gone. Times are monotonic nanoseconds. */
  public void onNotice(K key, Optional<V> value, long now) {
    news.remove(key);
    news.put(key, new News<>(value, now));
    if (news.size() > MAX_NEWS) {
      var oldest = news.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Everything, as a poll that was sent at {@code sentAt} was answered. */
  public void onPoll(Map<K, V> all, long sentAt) {
    listed = new LinkedHashMap<>(all);
    news.values().removeIf(each -> each.at() < sentAt);
  }

  /** Everything that is known to be there now. */
  public Map<K, V> entries() {
    Map<K, V> entries = new LinkedHashMap<>(listed);
    news.forEach(
        (key, each) ->
            each.value()
                .ifPresentOrElse(value -> entries.put(key, value), () -> entries.remove(key)));
    return entries;
  }
}
