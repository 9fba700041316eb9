package olympics.rpc;

/** The names of our own HTTP headers, see {@code docs/protocol.md}. */
public final class GamesHeaders {
  /** What all of our headers begin with; a client's are ignored, the balancer drops them. */
  public static final String PREFIX = "Games-";

  public static final String SENDER = PREFIX + "Sender";
  public static final String RECEIVER = PREFIX + "Receiver";
  public static final String COUNTER = PREFIX + "Counter";
  public static final String CLOCK = PREFIX + "Clock";
  public static final String REQUEST_ID = PREFIX + "Request-Id";
  public static final String CLIENT = PREFIX + "Client";
  public static final String SIGNATURE = PREFIX + "Signature";
  public static final String INCARNATION = PREFIX + "Incarnation";
  public static final String READY = PREFIX + "Ready";

  /** On a push to a tablet: the key that it registered with. Not signed. */
  public static final String PUSH_KEY = PREFIX + "Push-Key";

  private GamesHeaders() {}
}
