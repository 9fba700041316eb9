package olympics.cacofonix.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of a results file, header first, and collects what is wrong with them.
 *
 * <p>The form is described in {@code docs/results-files.md}. Nothing is good for publishing while
 * there is a problem. Confined to one thread.
 */
public final class ResultsReading {
  /** The most rows of a file, the header not counted. */
  public static final int MAX_ROWS = 1_000_000;

  /** Reading ends after so many bad lines. */
  public static final int MAX_PROBLEMS = 20;

  private final List<Result> results = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Optional<ResultsForm> form = Optional.empty();
  private int columns;

  /**
   * Takes the next row.
   *
   * @return whether reading on makes sense
   */
  public boolean row(long line, List<String> cells) {
    try {
      if (form.isEmpty()) {
        columns = cells.size();
        form = Optional.of(ResultsForm.of(new Header(cells)));
      } else {
        results.add(result(form.get(), line, cells));
      }
    } catch (IllegalArgumentException e) {
      problem(line, e.getMessage());
      return form.isPresent() && problems.size() < MAX_PROBLEMS && results.size() < MAX_ROWS;
    }
    return true;
  }

  /** Notes something wrong with a line that never became a row. */
  public void problem(long line, String text) {
    problems.add(new Problem(line, text));
  }

  /** What was wrong, in the order of the file; empty if every line is good. */
  public List<Problem> problems() {
    if (problems.isEmpty() && results.isEmpty()) {
      return List.of(
          new Problem(
              1,
              form.isEmpty()
                  ? "the file is empty, expected a header"
                  : "no row follows the header, expected at least one"));
    }
    return List.copyOf(problems);
  }

  /** The rows, in the order of the file. */
  public List<Result> results() {
    return Collections.unmodifiableList(results);
  }

  private Result result(ResultsForm rows, long line, List<String> cells) {
    if (results.size() == MAX_ROWS) {
      throw new IllegalArgumentException("one row too many, expected at most " + MAX_ROWS);
    }
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          cells.size() + " columns, expected " + columns + " as in the header");
    }
    return rows.read(line, cells);
  }
}
