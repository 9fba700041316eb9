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
