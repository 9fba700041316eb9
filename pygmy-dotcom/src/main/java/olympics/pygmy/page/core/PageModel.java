package olympics.pygmy.page.core;

import java.util.List;

/**
 * What the page shows, in its order; the same for the HTML of the first answer and for the script
 * that keeps it up to date.
 *
 * @param summary one short sentence, read out when it changes
 * @param cards one for each server
 * @param tables below them
 * @param asOf in milliseconds since 1970
 */
public record PageModel(String summary, List<Card> cards, List<Table> tables, long asOf) {
  /** Whether something is as it should be; never told by colour alone. */
  public enum State {
    GOOD,
    BAD,
    PLAIN;

    /** The name in the page. */
    public String css() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A server.
   *
   * @param state with the words that say the same
   */
  public record Card(String title, State state, String words, List<Fact> facts) {}

  /** Something with a name. */
  public record Fact(String name, String value) {}

  /**
   * A table.
   *
   * @param id unique on the page
   * @param empty what to say if there are no rows
   */
  public record Table(
      String id, String caption, List<String> columns, List<List<Cell>> rows, String empty) {}

  /** A cell; the first one of a row is the row's head. */
  public record Cell(String text, State state) {
    static Cell plain(String text) {
      return new Cell(text, State.PLAIN);
    }
  }
}
