package olympics.database.core;

import olympics.games.core.Medal;
import olympics.games.core.Names;

/** What a write asks for. */
public sealed interface Change {

  /**
   * What two requests share if they ask for the same: the operation and its arguments, names
   * folded. Its hash is stored with the request id, so the form must never change.
   */
  String payload();

  /** One medal more for a team. */
  record Increment(String team, Medal medal) implements Change {
    public Increment {
      team = Names.requireName("team", team);
    }

    @Override
    public String payload() {
      return String.join("\t", "increment_medal_tally", Names.fold(team), medal.wireName());
    }
  }

  /** Another score for an event. */
  record SetScore(String event, String score) implements Change {
    public SetScore {
      event = Names.requireName("event", event);
      score = Names.requireText("score", score);
    }

    @Override
    public String payload() {
      return String.join("\t", "set_score", Names.fold(event), score);
    }
  }

  /** A team that may be there already. */
  record AddTeam(String team) implements Change {
    public AddTeam {
      team = Names.requireName("team", team);
    }

    @Override
    public String payload() {
      return String.join("\t", "add_team", Names.fold(team));
    }
  }

  /** An event that may be there already. */
  record AddEvent(String event) implements Change {
    public AddEvent {
      event = Names.requireName("event", event);
    }

    @Override
    public String payload() {
      return String.join("\t", "add_event", Names.fold(event));
    }
  }
}
