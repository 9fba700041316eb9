package olympics.database.core;

import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;

/** One item as it is after a write. */
public sealed interface Item {
  /** Which item it is. */
  ItemKey key();

  /** When it was written. */
  Stamp stamp();

  /** A team's tally. */
  record Tally(Team team) implements Item {
    @Override
    public ItemKey key() {
      return ItemKey.tally(team.name());
    }

    @Override
    public Stamp stamp() {
      return team.stamp();
    }
  }

  /** An event's score. */
  record Score(OlympicEvent event) implements Item {
    @Override
    public ItemKey key() {
      return ItemKey.score(event.name());
    }

    @Override
    public Stamp stamp() {
      return event.stamp();
    }
  }
}
