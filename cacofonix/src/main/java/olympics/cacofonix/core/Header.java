package olympics.cacofonix.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import olympics.games.core.Names;

/** The first line of a results file: which column is where. Names match without regard to case. */
final class Header {
  private final List<String> names = new ArrayList<>();

  /**
   * Reads the header's cells.
   *
   * @throws IllegalArgumentException if two columns have the same name
   */
  Header(List<String> cells) {
    Set<String> seen = new HashSet<>();
    for (String cell : cells) {
      String name = cell.strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !seen.add(name)) {
        throw new IllegalArgumentException(
            "the column '" + Names.quotable(name) + "' stands twice in the header");
      }
      names.add(name);
    }
  }

  /** The column of one of these names, the first that is there. */
  OptionalInt column(String... aliases) {
    for (String alias : aliases) {
      int index = names.indexOf(alias);
      if (index >= 0) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  /** The cell of a column that the file may or may not have; empty text counts as not there. */
  static Optional<String> cell(List<String> cells, OptionalInt column) {
    return column.isPresent()
        ? Optional.of(cells.get(column.getAsInt()).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Names.quotable(String.join(",", names));
  }
}
