package olympics.tablet.core;

import java.util.ArrayList;
import java.util.List;
import olympics.games.core.ItemKey;
import olympics.games.core.Names;

/**
 * Names of teams and of events: those that there are, or those that a tablet follows.
 *
 * @param teams names of teams, each once
 * @param events names of events, each once
 */
public record Catalogue(List<String> teams, List<String> events) {
  public Catalogue {
    teams = once(teams);
    events = once(events);
  }

  public boolean isEmpty() {
    return teams.isEmpty() && events.isEmpty();
  }

  /** The keys of all of them, teams first. */
  public List<ItemKey> keys() {
    List<ItemKey> keys = new ArrayList<>();
    teams.forEach(team -> keys.add(ItemKey.tally(team)));
    events.forEach(event -> keys.add(ItemKey.score(event)));
    return keys;
  }

  private static List<String> once(List<String> names) {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      if (kept.stream().noneMatch(one -> Names.fold(one).equals(Names.fold(name)))) {
        kept.add(name);
      }
    }
    return List.copyOf(kept);
  }
}
