package olympics.tablet.core.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Columns of a table that are fitted into a width: those that matter least go first. */
final class Grid {
  /**
   * A column.
   *
   * @param heading shown above it
   * @param least columns of the screen that it needs
   * @param most that it can use
   * @param toTheRight whether its text stands at its right end, as numbers do
   * @param rank how soon it is left out where there is little room; 0: never
   */
  record Column(String heading, int least, int most, boolean toTheRight, int rank) {
    static Column text(String heading, int least, int most, int rank) {
      return new Column(heading, least, most, false, rank);
    }

    static Column number(String heading, int width, int rank) {
      return new Column(heading, width, width, true, rank);
    }
  }

  private final List<Column> columns;
  private final int[] widths;

  /** The columns in that many columns of the screen; those that are left out have no width. */
  Grid(List<Column> columns, int width) {
    this(columns, width, Set.of());
  }

  /** The same without some, however much room there is. */
  Grid(List<Column> columns, int width, Set<Column> without) {
    this.columns = List.copyOf(columns);
    widths = new int[columns.size()];
    boolean[] kept = new boolean[columns.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = !without.contains(columns.get(i));
    }
    boolean more = true;
    while (more && needed(kept) > width) {
      more = leaveOneOut(kept);
    }
    for (int i = 0; i < widths.length; i++) {
      widths[i] = kept[i] ? columns.get(i).least() : 0;
    }
    spread(width - needed(kept));
  }

  /** The line of headings. */
  Line headings() {
    return row(columns.stream().map(column -> new Span(column.heading(), Style.HEADING)).toList());
  }

  /** A row with a cell for each column. */
  Line row(List<Span> cells) {
    List<Span> shown = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        if (!shown.isEmpty()) {
          shown.add(Span.plain(" "));
        }
        String text = cells.get(i).text();
        shown.add(
            new Span(
                columns.get(i).toTheRight()
                    ? Cells.right(text, widths[i])
                    : Cells.left(text, widths[i]),
                cells.get(i).style()));
      }
    }
    return new Line(shown);
  }

  private int needed(boolean[] kept) {
    int needed = -1;
    for (int i = 0; i < kept.length; i++) {
      needed += kept[i] ? columns.get(i).least() + 1 : 0;
    }
    return needed;
  }

  private boolean leaveOneOut(boolean[] kept) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] && columns.get(i).rank() > 0) {
        left.add(i);
      }
    }
    left.sort(Comparator.comparing(i -> -columns.get(i).rank()));
    if (left.isEmpty()) {
      return false;
    }
    kept[left.get(0)] = false;
    return true;
  }

  private void spread(int room) {
    int left = room;
    boolean given = true;
    while (given && left > 0) {
      given = false;
      for (int i = 0; i < widths.length && left > 0; i++) {
        if (widths[i] > 0 && widths[i] < columns.get(i).most()) {
          widths[i]++;
          left--;
          given = true;
        }
      }
    }
  }
}
