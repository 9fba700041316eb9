package olympics.tablet.core.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import olympics.games.core.ItemKey;

/**
 * A view's headings and rows.
 *
 * @param rows the lines, some of which stand for an item
 * @param fixed how many lines at the top stay in place while the others move
 */
record Body(List<Row> rows, int fixed) {
  /** A line, and the item it is about. */
  record Row(Line line, Optional<ItemKey> item) {
    static Row of(Line line) {
      return new Row(line, Optional.empty());
    }

    static Row of(ItemKey item, Line line) {
      return new Row(line, Optional.of(item));
    }
  }

  /** At most so many lines, those around the chosen item. */
  List<Line> around(Optional<ItemKey> chosen, int height) {
    List<Line> lines = new ArrayList<>();
    int first = first(chosen, height);
    for (int i = 0; i < rows.size() && lines.size() < height; i++) {
      if (i < fixed || i >= first) {
        lines.add(rows.get(i).line());
      }
    }
    return lines;
  }

  private int first(Optional<ItemKey> chosen, int height) {
    int room = Math.max(1, height - fixed);
    int last = Math.max(fixed, rows.size() - room);
    for (int i = fixed; i < rows.size() && chosen.isPresent(); i++) {
      if (rows.get(i).item().equals(chosen)) {
        // In the middle, but for the ends of the list.
        return Math.max(fixed, Math.min(last, i - room / 2));
      }
    }
    return fixed;
  }
}
