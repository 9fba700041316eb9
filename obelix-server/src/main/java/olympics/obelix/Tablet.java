package olympics.obelix;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.ItemKey;
import olympics.process.core.Address;
import olympics.process.core.PushKey;

/**
 * A tablet that is registered for updates.
 *
 * @param address the numeric address it is reached at
 * @param events whose scores it follows
 * @param teams whose tallies it follows
 * @param pushKey what pushes to it carry, if it has told one
 */
record Tablet(Address address, List<String> events, List<String> teams, Optional<PushKey> pushKey) {
  Tablet {
    // Thousands of tablets follow the same few hundred names.
    events = events.stream().map(String::intern).toList();
    teams = teams.stream().map(String::intern).toList();
  }

  Set<ItemKey> items() {
    Set<ItemKey> items = new HashSet<>();
    events.forEach(event -> items.add(ItemKey.score(event)));
    teams.forEach(team -> items.add(ItemKey.tally(team)));
    return items;
  }
}
