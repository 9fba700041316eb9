package olympics.tablet.core.screen;

import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;

/** Which of a list's items keys act on; stays on its item while the list changes. Confined. */
final class Cursor {
  private Optional<ItemKey> item = Optional.empty();
  private int place;
  private boolean moved;

  /** The item it is on; nothing if there are none. */
  Optional<ItemKey> on(List<ItemKey> items) {
    settle(items);
    return item;
  }

  /** Moves so far down, but not past an end. */
  void move(List<ItemKey> items, int by) {
    settle(items);
    if (!items.isEmpty()) {
      place = Math.max(0, Math.min(items.size() - 1, place + by));
      item = Optional.of(items.get(place));
      moved = true;
    }
  }

  private void settle(List<ItemKey> items) {
    // Until somebody moves it, it stays at the top, whoever leads.
    int found = moved ? item.map(items::indexOf).orElse(-1) : 0;
    place = found >= 0 ? found : Math.max(0, Math.min(place, items.size() - 1));
    item = items.isEmpty() ? Optional.empty() : Optional.of(items.get(place));
  }
}
