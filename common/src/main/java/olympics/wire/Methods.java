package olympics.wire;

import java.util.Set;

/** The names of the methods on the wire. */
public final class Methods {
  public static final String GET_MEDAL_TALLY = "get_medal_tally";
  public static final String GET_SCORE = "get_score";
  public static final String GET_MEDAL_TABLE = "get_medal_table";
  public static final String LIST_TEAMS = "list_teams";
  public static final String LIST_EVENTS = "list_events";
  public static final String GET_WRITE_STATUS = "get_write_status";

  public static final String INCREMENT_MEDAL_TALLY = "increment_medal_tally";
  public static final String SET_SCORE = "set_score";
  public static final String ADD_TEAM = "add_team";
  public static final String ADD_EVENT = "add_event";
  public static final String REGISTER_CLIENT = "register_client";
  public static final String UNREGISTER_CLIENT = "unregister_client";

  public static final String GET_ID = "get_id";
  public static final String GET_HOST = "get_host";
  public static final String GET_LEADER = "get_leader";
  public static final String GET_TIME_IN_SECONDS = "get_time_in_seconds";
  public static final String GET_STATUS = "get_status";
  public static final String GET_MESSAGES = "get_messages";
  public static final String LIST_METHODS = "system.listMethods";
  public static final String METHOD_SIGNATURE = "system.methodSignature";
  public static final String METHOD_HELP = "system.methodHelp";

  /** On a tablet's own port. */
  public static final String CONFIRM_REGISTRATION = "confirm_registration";

  public static final String PRINT_MEDAL_TALLY_FOR_TEAM = "print_medal_tally_for_team";
  public static final String PRINT_SCORE_FOR_EVENT = "print_score_for_event";

  /** Front-end to database: an item, or all, with the version up to which the answer is true. */
  public static final String FETCH_TALLY = "fetch_tally";

  public static final String FETCH_SCORE = "fetch_score";
  public static final String FETCH_TABLE = "fetch_table";
  public static final String FETCH_NAMES = "fetch_names";
  public static final String CHANGES_SINCE = "changes_since";
  public static final String TABLETS_SINCE = "tablets_since";
  public static final String REGISTER_TABLET = "register_tablet";
  public static final String UNREGISTER_TABLET = "unregister_tablet";

  /** Database to front-end: items that were just written. */
  public static final String ITEMS_CHANGED = "items_changed";

  /** Between the database server and the front-ends: the election and the clock. */
  public static final String GREET = "greet";

  public static final String ELECT = "elect";
  public static final String HEARTBEAT = "heartbeat";
  public static final String RESIGN = "resign";
  public static final String PROBE_CLOCK = "probe_clock";
  public static final String ADJUST_CLOCK = "adjust_clock";

  /** The methods whose calls change the Games' data, and carry a request id. */
  public static final Set<String> WRITES =
      Set.of(INCREMENT_MEDAL_TALLY, SET_SCORE, ADD_TEAM, ADD_EVENT);

  private Methods() {}
}
