package olympics.database.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import olympics.games.core.ItemKey;
import olympics.games.core.Version;

/**
 * What one front-end has yet to be told: of each item the newest value, one message at a time.
 *
 * <p>Bounded: past {@link #MAX_PENDING} items the oldest are forgotten; the front-end's own
 * reconciliation repairs that, as it does a message that is lost. Not thread-safe.
 */
public final class Outgoing {
  /** The most items in one message. */
  public static final int MAX_PER_MESSAGE = 200;

  /** The most items that wait. */
  public static final int MAX_PENDING = 10_000;

  private final Map<ItemKey, Item> pending = new LinkedHashMap<>();
  private Optional<Version> through = Optional.empty();
  private boolean tabletsChanged;
  private boolean inFlight;

  /**
   * A message to send now.
   *
   * @param through the last write when it was made up
   * @param items the newest values, in the order in which they first changed
   */
  public record Message(Version through, List<Item> items) {
    public Message {
      items = List.copyOf(items);
    }
  }

  /** Takes note of a commit. */
  public void committed(Version last, List<Item> items, boolean tablets) {
    through = Optional.of(last);
    tabletsChanged |= tablets;
    for (Item item : items) {
      pending.put(item.key(), item);
    }
    var oldest = pending.keySet().iterator();
    while (pending.size() > MAX_PENDING) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The next message, if there is one and none is under way; it counts as under way then. */
  public Optional<Message> next() {
    if (inFlight || through.isEmpty() || (pending.isEmpty() && !tabletsChanged)) {
      return Optional.empty();
    }
    List<Item> items = new ArrayList<>();
    var oldest = pending.values().iterator();
    while (oldest.hasNext() && items.size() < MAX_PER_MESSAGE) {
      items.add(oldest.next());
      oldest.remove();
    }
    tabletsChanged = false;
    inFlight = true;
    return Optional.of(new Message(through.get(), items));
  }

  /** The message under way was answered, or is given up. */
  public void ended() {
    inFlight = false;
  }
}
