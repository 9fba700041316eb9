package olympics.wire;

import java.util.Map;

/**
 * Where a server had the answer to a read from.
 *
 * @param server that answered, as {@link olympics.process.core.Role#nameOf} says
 * @param cached whether it took the value from its cache; if not, it came from the database while
 *     the read waited
 */
public record Origin(String server, boolean cached) {
  /** The member that names the server; a push has it, too. */
  public static final String SERVED_BY = "served_by";

  /** The member that says whether the value was taken from a cache. */
  public static final String CACHED = "cached";

  /** The struct, which it changes, with these two members. */
  public Map<String, Object> putInto(Map<String, Object> struct) {
    struct.put(SERVED_BY, server);
    struct.put(CACHED, cached);
    return struct;
  }

  /** Reads {@link #putInto}. */
  public static Origin of(Struct struct) {
    return new Origin(struct.string(SERVED_BY), struct.bool(CACHED));
  }
}
