package olympics.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Team;

/** Items with their versions, page by page: what {@code get_status} tells of them. */
public final class StatusItems {
  /** So many items to a page: some 3,000 elements of XML, of the 10,000 that are read. */
  public static final int PAGE = 200;

  private StatusItems() {}

  /**
   * One item.
   *
   * @param kind of it
   * @param name as it was first written
   * @param value in a few words
   * @param version of the value
   */
  public record Item(ItemKey.Kind kind, String name, String value, String version) {
    /** A team's tally. */
    public static Item of(Team team) {
      return new Item(
          ItemKey.Kind.TALLY,
          team.name(),
          team.gold() + " gold, " + team.silver() + " silver, " + team.bronze() + " bronze",
          team.stamp().version().toString());
    }

    /** An event's score. */
    public static Item of(OlympicEvent event) {
      return new Item(
          ItemKey.Kind.SCORE, event.name(), event.score(), event.stamp().version().toString());
    }

    /** Where it stands in the order of the pages. */
    public String position() {
      return kind.wireName() + " of " + new ItemKey(kind, name).name();
    }

    private Map<String, Object> struct() {
      Map<String, Object> struct = new LinkedHashMap<>();
      struct.put("kind", kind.wireName());
      struct.put("name", name);
      struct.put("value", value);
      struct.put("version", version);
      return struct;
    }
  }

  /**
   * A page of items: {@code items}, {@code items_in_all}, {@code more}.
   *
   * @param after the position of the last item of the page before, or empty
   */
  public static Map<String, Object> page(Collection<Item> all, String after) {
    List<Item> rest =
        all.stream()
            .filter(item -> item.position().compareTo(after) > 0)
            .sorted(Comparator.comparing(Item::position))
            .toList();
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("items", rest.stream().limit(PAGE).map(Item::struct).toList());
    struct.put("items_in_all", all.size());
    struct.put("more", rest.size() > PAGE);
    return struct;
  }

  /** Reads one item of a page. */
  public static Item read(Struct struct) {
    return new Item(
        ItemKey.Kind.parse(struct.string("kind")),
        struct.string("name"),
        struct.string("value"),
        struct.string("version"));
  }
}
