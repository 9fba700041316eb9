package olympics.pygmy.core;

/** How a front-end looks to one request: what is known from after that request arrived. */
public enum Standing {
  /** It answered a probe and can serve. */
  READY,
  /** It answered a probe, and said that it cannot reach its database. */
  NOT_READY,
  /** It refused a probe. */
  DEAD,
  /** It has said nothing for longer than {@link Timing#suspectAfterNanos}. */
  SUSPECT,
  /** A probe is on its way or has still to begin. */
  UNKNOWN
}
