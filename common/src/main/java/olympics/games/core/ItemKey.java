package olympics.games.core;

/**
 * Names one item that can change: a team's tally or an event's score.
 *
 * @param kind what kind of item it is
 * @param name the folded name, see {@link Names#fold}
 */
public record ItemKey(Kind kind, String name) {
  /** What changes. On the wire: {@code tally} or {@code score}. */
  public enum Kind {
    TALLY("tally"),
    SCORE("score");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    /**
     * Reads the wire name.
     *
     * @throws IllegalArgumentException quoting the text, if it names no kind
     */
    public static Kind parse(String text) {
      for (Kind kind : values()) {
        if (kind.wireName.equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "no such kind of item: '" + Names.quotable(text) + "', expected tally or score");
    }
  }

  public ItemKey {
    name = Names.fold(name);
  }

  /** The key of a team's tally. */
  public static ItemKey tally(String team) {
    return new ItemKey(Kind.TALLY, team);
  }

  /** The key of an event's score. */
  public static ItemKey score(String event) {
    return new ItemKey(Kind.SCORE, event);
  }

  /** As terminals show it: {@code tally of gaul}, {@code score of stone curling}. */
  @Override
  public String toString() {
    return kind.wireName() + " of " + name;
  }
}
