package olympics.games.core;

import java.util.Locale;

/** A medal. On the wire: {@code gold}, {@code silver} or {@code bronze}, in any case. */
public enum Medal {
  GOLD,
  SILVER,
  BRONZE;

  /**
   * Reads a medal's name without regard to case.
   *
   * @throws IllegalArgumentException quoting the name, if it is none of the three
   */
  public static Medal parse(String name) {
    for (Medal medal : values()) {
      if (medal.wireName().equalsIgnoreCase(name.strip())) {
        return medal;
      }
    }
    throw new IllegalArgumentException(
        "no such medal: '" + Names.quotable(name) + "', expected gold, silver or bronze");
  }

  /** The name on the wire, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
