package olympics.tablet.core;

import olympics.games.core.ItemKey;
import olympics.games.core.OlympicEvent;
import olympics.games.core.Stamp;
import olympics.games.core.Team;

/** One value that a tablet follows, as a message brought it. */
public sealed interface Item {
  /** What it is the value of. */
  ItemKey key();

  /** The name as it was first written. */
  String name();

  /** When it was last written. */
  Stamp stamp();

  /** Whether a reader would see no difference: the same tally or score, whatever the version. */
  boolean looksLike(Item other);

  /** A team's tally. */
  record Tally(Team team) implements Item {
    @Override
    public ItemKey key() {
      return ItemKey.tally(team.name());
    }

    @Override
    public String name() {
      return team.name();
    }

    @Override
    public Stamp stamp() {
      return team.stamp();
    }

    @Override
    public boolean looksLike(Item other) {
      return other instanceof Tally tally
          && team.gold() == tally.team.gold()
          && team.silver() == tally.team.silver()
          && team.bronze() == tally.team.bronze();
    }
  }

  /** An event's score. */
  record Score(OlympicEvent event) implements Item {
    @Override
    public ItemKey key() {
      return ItemKey.score(event.name());
    }

    @Override
    public String name() {
      return event.name();
    }

    @Override
    public Stamp stamp() {
      return event.stamp();
    }

    @Override
    public boolean looksLike(Item other) {
      return other instanceof Score score && event.score().equals(score.event.score());
    }
  }
}
