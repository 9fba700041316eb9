package olympics.database.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import olympics.process.core.Address;

/**
 * The registered tablets in the order of their latest change, so that who knows them up to a
 * position is told of what changed after it, page by page, and of nothing else.
 *
 * <p>A tablet that is registered no more is remembered as gone. Bounded: by the live registrations,
 * and past {@link #MAX_GONE} of the others the oldest are forgotten; who stands before one of those
 * is told to begin anew. A renewal changes nothing that anybody needs to be told. Not thread-safe.
 */
public final class TabletFeed {
  /** The most tablets that are remembered as gone. */
  static final int MAX_GONE = 10_000;

  /**
   * What changed after a position.
   *
   * @param through the position that is reached with it
   * @param reset whether it begins a list of all, and what was known before counts no more
   * @param more whether there is more after {@code through}
   * @param registered tablets that are new, follow something else or have another key
   * @param gone tablets that are registered no more
   */
  public record Page(
      long through,
      boolean reset,
      boolean more,
      List<Registration> registered,
      List<Address> gone) {
    public Page {
      registered = List.copyOf(registered);
      gone = List.copyOf(gone);
    }
  }

  /** A tablet at its position; no registration if it is gone. */
  private record Entry(Address tablet, Optional<Registration> registration) {}

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<Address, Long> positions = new HashMap<>();
  private int gone;
  private long last;
  private long forgottenThrough;

  /** Whether nobody is registered. */
  public boolean isEmpty() {
    return positions.size() == gone;
  }

  /** A tablet was registered, or renewed its registration. */
  public void registered(Registration registration) {
    Long position = positions.get(registration.tablet());
    Entry entry = new Entry(registration.tablet(), Optional.of(registration));
    boolean renewed =
        position != null
            && entries
                .get(position)
                .registration()
                .filter(before -> before.isToldAs(registration))
                .isPresent();
    if (renewed) {
      entries.put(position, entry);
    } else {
      append(entry);
    }
  }

  /** A tablet is registered no more. */
  public void unregistered(Address tablet) {
    Long position = positions.get(tablet);
    if (position != null && entries.get(position).registration().isPresent()) {
      append(new Entry(tablet, Optional.empty()));
      gone++;
      forgetOldestGone();
    }
  }

  /** Ends the registrations whose lease has ended. */
  public void expire(Instant now) {
    List<Address> ended = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.registration().filter(registration -> !registration.isLive(now)).isPresent()) {
        ended.add(entry.tablet());
      }
    }
    ended.forEach(this::unregistered);
  }

  /**
   * The next page for who knows everything up to a position of this feed.
   *
   * @param position from an earlier page; 0, or one that was never reached, for who knows nothing
   */
  public Page after(long position) {
    boolean reset = position <= 0 || position > last || position < forgottenThrough;
    List<Registration> registered = new ArrayList<>();
    List<Address> noMore = new ArrayList<>();
    TabletPortion portion = new TabletPortion();
    long through = last;
    boolean more = false;
    for (var next : entries.tailMap(reset ? 0 : position, false).entrySet()) {
      Entry entry = next.getValue();
      if (reset && entry.registration().isEmpty()) {
        continue;
      }
      if (!portion.takes(entry.registration())) {
        more = true;
        break;
      }
      through = next.getKey();
      entry.registration().ifPresentOrElse(registered::add, () -> noMore.add(entry.tablet()));
    }
    return new Page(more ? through : last, reset, more, registered, noMore);
  }

  private void append(Entry entry) {
    Long before = positions.get(entry.tablet());
    if (before != null && entries.remove(before).registration().isEmpty()) {
      gone--;
    }
    last++;
    entries.put(last, entry);
    positions.put(entry.tablet(), last);
  }

  private void forgetOldestGone() {
    var oldest = entries.entrySet().iterator();
    while (gone > MAX_GONE) {
      var next = oldest.next();
      if (next.getValue().registration().isEmpty()) {
        forgottenThrough = next.getKey();
        positions.remove(next.getValue().tablet());
        oldest.remove();
        gone--;
      }
    }
  }
}
