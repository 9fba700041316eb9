package olympics.cacofonix.core;

import olympics.games.core.ItemKey;
import olympics.games.core.Medal;
import olympics.games.core.Names;

/** One thing to publish. */
public sealed interface Update {
  /** The item that it changes; updates of one item are published in order. */
  ItemKey item();

  /**
   * A team has won a medal.
   *
   * @param event what it was won in, for people to read; empty if that is not known
   */
  record MedalWon(String team, Medal medal, String event) implements Update {
    public MedalWon {
      team = Names.requireName("team", team);
      event = Names.requireText("event", event.strip());
    }

    @Override
    public ItemKey item() {
      return ItemKey.tally(team);
    }
  }

  /** The score of an event as it now stands. */
  record ScoreReport(String event, String score) implements Update {
    public ScoreReport {
      event = Names.requireName("event", event);
      score = Names.requireName("score", score);
    }

    @Override
    public ItemKey item() {
      return ItemKey.score(event);
    }
  }
}
