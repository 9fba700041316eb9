package olympics.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import olympics.database.core.Item;
import olympics.database.core.Outgoing;
import olympics.database.core.Registration;
import olympics.database.storage.Changes;
import olympics.database.storage.Snapshot;
import olympics.database.storage.TabletsChanged;
import olympics.games.core.Version;
import olympics.process.core.Address;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;

/** What only the database server and the front-ends say to each other, as XML-RPC structs. */
final class FeedStructs {
  private FeedStructs() {}

  /** item, through. */
  static Map<String, Object> ofItem(Map<String, Object> item, Version through) {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("item", item);
    struct.put("through", through.toString());
    return struct;
  }

  /** through, lineage, reset, changes. */
  static Map<String, Object> ofChanges(Snapshot<Changes> snapshot) {
    Changes changes = snapshot.value();
    List<Map<String, Object>> keys = new ArrayList<>();
    for (Item item : changes.items()) {
      keys.add(
          Map.of(
              "kind", item.key().kind().wireName(),
              "name", item.key().name(),
              "version", item.stamp().version().toString()));
    }
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("through", snapshot.through().toString());
    struct.put("lineage", GamesStructs.ofLineage(changes.lineage()));
    struct.put("reset", changes.reset());
    struct.put("changes", keys);
    return struct;
  }

  /** position, reset, more, registered, unregistered. */
  static Map<String, Object> ofTablets(TabletsChanged tablets) {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("position", tablets.position());
    struct.put("reset", tablets.page().reset());
    struct.put("more", tablets.page().more());
    struct.put("registered", ofTablets(tablets.page().registered()));
    struct.put("unregistered", ofAddresses(tablets.page().gone()));
    return struct;
  }

  /** since, through, items, registered, unregistered. */
  static Map<String, Object> ofMessage(Outgoing.Message message) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Item item : message.items()) {
      items.add(Map.of("kind", item.key().kind().wireName(), "item", ofItem(item)));
    }
    List<Registration> registered = new ArrayList<>();
    List<Address> unregistered = new ArrayList<>();
    message
        .tablets()
        .forEach(
            (tablet, registration) ->
                registration.ifPresentOrElse(registered::add, () -> unregistered.add(tablet)));
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("since", message.since().map(Version::toString).orElse(""));
    struct.put("through", message.through().toString());
    struct.put("items", items);
    struct.put("registered", ofTablets(registered));
    struct.put("unregistered", ofAddresses(unregistered));
    return struct;
  }

  private static Map<String, Object> ofItem(Item item) {
    if (item instanceof Item.Tally tally) {
      return GamesStructs.ofTeam(tally.team(), Freshness.CURRENT);
    }
    if (item instanceof Item.Score score) {
      return GamesStructs.ofEvent(score.event(), Freshness.CURRENT);
    }
    throw new IllegalArgumentException("no such item: " + item);
  }

  private static List<Map<String, Object>> ofTablets(List<Registration> registrations) {
    List<Map<String, Object>> structs = new ArrayList<>();
    for (Registration registration : registrations) {
      Map<String, Object> struct = new LinkedHashMap<>();
      struct.put("host", registration.tablet().host());
      struct.put("port", registration.tablet().port());
      struct.put("events", registration.events());
      struct.put("teams", registration.teams());
      struct.put("expires", GamesStructs.seconds(registration.expires()));
      registration.pushKey().ifPresent(key -> struct.put("push_key", key.text()));
      structs.add(struct);
    }
    return structs;
  }

  private static List<Map<String, Object>> ofAddresses(List<Address> tablets) {
    List<Map<String, Object>> structs = new ArrayList<>();
    for (Address tablet : tablets) {
      structs.add(Map.of("host", tablet.host(), "port", tablet.port()));
    }
    return structs;
  }
}
