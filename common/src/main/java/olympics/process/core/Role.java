package olympics.process.core;

import olympics.games.core.Names;

/** What a server is in the system. */
public enum Role {
  DATABASE("database"),
  FRONT_END("front-end"),
  BALANCER("balancer");

  private final String wireName;

  Role(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire and in messages. */
  public String wireName() {
    return wireName;
  }

  /**
   * What a server is called where people see it: {@code database}, {@code obelix-} with its uid, or
   * {@code pygmy}, as {@code scripts/games} does.
   */
  public String nameOf(int uid) {
    return switch (this) {
      case DATABASE -> "database";
      case FRONT_END -> "obelix-" + uid;
      case BALANCER -> "pygmy";
    };
  }

  /**
   * Reads the wire name.
   *
   * @throws IllegalArgumentException quoting the text, if it names no role
   */
  public static Role parse(String text) {
    for (Role role : values()) {
      if (role.wireName.equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no such role: '" + Names.quotable(text) + "'");
  }
}
