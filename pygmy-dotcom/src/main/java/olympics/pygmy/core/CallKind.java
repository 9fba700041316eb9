package olympics.pygmy.core;

import java.util.Set;
import olympics.wire.Methods;

/** What a call does, as far as routing cares. */
public enum CallKind {
  /** Changes nothing and is answered from memory: shares connections, may go to whoever lives. */
  READ,
  /** May take long, but does no harm when it is done twice: a connection of its own. */
  SLOW,
  /** Changes the Games' data: only for the ready, and what became of it matters. */
  WRITE;

  private static final Set<String> READS =
      Set.of(
          Methods.GET_MEDAL_TALLY,
          Methods.GET_SCORE,
          Methods.GET_MEDAL_TABLE,
          Methods.LIST_TEAMS,
          Methods.LIST_EVENTS,
          Methods.GET_ID,
          Methods.GET_HOST,
          Methods.GET_LEADER,
          Methods.GET_TIME_IN_SECONDS,
          Methods.LIST_METHODS,
          Methods.METHOD_SIGNATURE,
          Methods.METHOD_HELP);

  private static final Set<String> REPEATABLE =
      Set.of(
          Methods.REGISTER_CLIENT,
          Methods.UNREGISTER_CLIENT,
          Methods.GET_WRITE_STATUS,
          Methods.GET_STATUS,
          Methods.GET_MESSAGES);

  /** The kind of a method; one that is not known is treated with the care of a write. */
  public static CallKind of(String method) {
    if (READS.contains(method)) {
      return READ;
    }
    return REPEATABLE.contains(method) ? SLOW : WRITE;
  }
}
