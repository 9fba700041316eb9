package olympics.obelix.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list that is told in pages, first whole and then what changed in it, and by notices, which come
 * sooner and may be lost. Not thread-safe.
 *
 * <p>A list that begins anew takes the place of the old one when its last page has come. What was
 * noticed stands until a page that was asked for later, and has no other after it, has told
 * everything: the answer to an earlier question may not know of it yet. Bounded by what is listed;
 * past {@link #MAX_NEWS} the oldest news are left to the pages.
 *
 * @param <K> what an entry is known by
 * @param <V> the entry
 */
public final class Roster<K, V> {
  static final int MAX_NEWS = 10_000;

  /**
   * A part of the list.
   *
   * @param reset whether it begins a list of all
   * @param more whether other pages follow
   * @param present entries that are new or changed
   * @param gone entries that are there no more
   */
  public record Page<K, V>(boolean reset, boolean more, Map<K, V> present, List<K> gone) {
    public Page {
      present = Map.copyOf(present);
      gone = List.copyOf(gone);
    }
  }

  private record News<V>(Optional<V> value, long at) {}

  private Map<K, V> listed = new LinkedHashMap<>();
  private Optional<Map<K, V>> begunAnew = Optional.empty();
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

  /** The next page, as it was answered to a question that was sent at {@code sentAt}. */
  public void onPage(Page<K, V> page, long sentAt) {
    if (page.reset()) {
      begunAnew = Optional.of(new LinkedHashMap<>());
    }
    Map<K, V> told = begunAnew.orElse(listed);
    told.putAll(page.present());
    page.gone().forEach(told::remove);
    if (!page.more()) {
      listed = told;
      begunAnew = Optional.empty();
      news.values().removeIf(each -> each.at() < sentAt);
    }
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
