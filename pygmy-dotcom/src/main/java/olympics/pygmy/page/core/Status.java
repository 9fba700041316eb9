package olympics.pygmy.page.core;

import java.util.List;
import java.util.Optional;
import olympics.wire.StatusItems;
import olympics.wire.Struct;

/**
 * What a server told of itself in {@code get_status}; the page's form of docs/protocol.md.
 *
 * @param role database or front-end
 * @param leader where the time server is, or empty
 * @param term that it leads, or empty
 * @param peers addresses of the servers that answer it, with their roles
 * @param requests receipts since its start
 * @param time of its clock, in seconds since 1970
 * @param cache how it is kept; empty if there is none
 * @param itemsInAll of which {@link #items} are the first
 */
public record Status(
    String role,
    int uid,
    String incarnation,
    String leader,
    String term,
    List<Peer> peers,
    List<Moment> events,
    double requests,
    String vectorClock,
    double time,
    Optional<Cache> cache,
    List<StatusItems.Item> items,
    int itemsInAll) {
  /** Another server that answers this one. */
  public record Peer(String address, String role) {}

  /** Something that happened to the election, in seconds since 1970. */
  public record Moment(int number, double time, String text) {}

  /** How a cache is kept, and how often it had the answer. */
  public record Cache(String mode, double hits, double misses) {}

  /**
   * Reads the answer.
   *
   * @throws olympics.wire.MalformedAnswerException if it is none
   * @throws IllegalArgumentException if it has an item of a kind that does not exist
   */
  public static Status of(Object answer) {
    Struct struct = Struct.of(answer);
    return new Status(
        struct.string("role"),
        struct.integer("uid"),
        struct.string("incarnation"),
        struct.string("leader"),
        struct.string("term"),
        struct.list("peers").stream().map(Struct::of).map(Status::peer).toList(),
        struct.list("events").stream().map(Struct::of).map(Status::moment).toList(),
        struct.number("requests"),
        struct.string("vector_clock"),
        struct.number("time"),
        struct.has("cache") ? Optional.of(cache(struct)) : Optional.empty(),
        struct.list("items").stream().map(Struct::of).map(StatusItems::read).toList(),
        struct.integer("items_in_all"));
  }

  /** Whether this server is the one that leads a term, which ends with its uid and incarnation. */
  boolean leads(String ofTerm) {
    return ofTerm.endsWith("-" + uid + "-" + incarnation);
  }

  private static Peer peer(Struct struct) {
    return new Peer(struct.string("address"), struct.string("role"));
  }

  private static Moment moment(Struct struct) {
    return new Moment(struct.integer("number"), struct.number("time"), struct.string("text"));
  }

  private static Cache cache(Struct struct) {
    return new Cache(struct.string("cache"), struct.number("hits"), struct.number("misses"));
  }
}
