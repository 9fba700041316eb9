package olympics.pygmy.diagram.core;

import java.util.Locale;
import java.util.Map;
import olympics.wire.Methods;

/** What a message is for; told by its method. */
public enum MessageKind {
  REQUEST("requests", true),
  ELECTION("elections", true),
  CLOCK("clock rounds", true),
  INVALIDATION("invalidations and feeds", true),
  HEARTBEAT("greetings and heartbeats", false),
  PROBE("probes (get_id)", false),
  WATCH("questions of this page", false);

  private static final Map<String, MessageKind> OF_METHODS =
      Map.ofEntries(
          Map.entry(Methods.ELECT, ELECTION),
          Map.entry(Methods.RESIGN, ELECTION),
          Map.entry(Methods.PROBE_CLOCK, CLOCK),
          Map.entry(Methods.ADJUST_CLOCK, CLOCK),
          Map.entry(Methods.ITEMS_CHANGED, INVALIDATION),
          Map.entry(Methods.CHANGES_SINCE, INVALIDATION),
          Map.entry(Methods.TABLETS_SINCE, INVALIDATION),
          Map.entry(Methods.GREET, HEARTBEAT),
          Map.entry(Methods.HEARTBEAT, HEARTBEAT),
          Map.entry(Methods.GET_ID, PROBE),
          Map.entry(Methods.GET_STATUS, WATCH),
          Map.entry(Methods.GET_MESSAGES, WATCH));

  private final String words;
  private final boolean shownAtFirst;

  MessageKind(String words, boolean shownAtFirst) {
    this.words = words;
    this.shownAtFirst = shownAtFirst;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** Whether it is shown before anybody chooses: what is sent all the time drowns the rest. */
  public boolean isShownAtFirst() {
    return shownAtFirst;
  }

  /** The name in the page. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What most calls of a method are for; {@link #REQUEST} if it is none of the servers' own. */
  static MessageKind of(String method) {
    return OF_METHODS.getOrDefault(method, REQUEST);
  }
}
