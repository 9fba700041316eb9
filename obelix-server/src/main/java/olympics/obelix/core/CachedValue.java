package olympics.obelix.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import olympics.games.core.ItemKey;
import olympics.games.core.Names;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Team;

/** What the database answered, as a front-end keeps it. */
public sealed interface CachedValue {
  /** A team's tally. */
  record Tally(Team team) implements CachedValue {}

  /** An event's score. */
  record Score(OlympicEvent event) implements CachedValue {}

  /** Every team's tally, read together. */
  record Table(List<Team> teams) implements CachedValue {
    public Table {
      teams = List.copyOf(teams);
    }
  }

  /** The names of all teams and events. */
  final class NameLists implements CachedValue {
    private final List<String> teams;
    private final List<String> events;
    private final Map<String, String> byFoldedTeam;
    private final Map<String, String> byFoldedEvent;

    public NameLists(List<String> teams, List<String> events) {
      this.teams = List.copyOf(teams);
      this.events = List.copyOf(events);
      this.byFoldedTeam = byFolded(teams);
      this.byFoldedEvent = byFolded(events);
    }

    public List<String> teams() {
      return teams;
    }

    public List<String> events() {
      return events;
    }

    /** Whether the item's name is in its list. */
    public boolean names(ItemKey item) {
      return asWritten(item).isPresent();
    }

    /** The item's name as it was first written, if there is such an item. */
    public Optional<String> asWritten(ItemKey item) {
      Map<String, String> names = item.kind() == ItemKey.Kind.TALLY ? byFoldedTeam : byFoldedEvent;
      return Optional.ofNullable(names.get(item.name()));
    }

    private static Map<String, String> byFolded(List<String> names) {
      return names.stream().collect(Collectors.toUnmodifiableMap(Names::fold, name -> name));
    }

    @Override
    public String toString() {
      return "NameLists" + teams + events;
    }
  }
}
