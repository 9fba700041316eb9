package olympics.pygmy.core;

/** What routing says about a request that is waiting to be forwarded. */
public sealed interface Choice {
  /** Forward it to that front-end. */
  record Forward(int backEnd) implements Choice {}

  /** Not enough is known yet: ask again when a probe ended or time has passed. */
  record Wait() implements Choice {}

  /** The only ones that could take it need a pause: look again at that time, with new evidence. */
  record Pause(long untilNanos) implements Choice {}

  /** Nobody can take it, and waiting would not help. */
  record Nobody() implements Choice {}

  /** The one {@link Wait}. */
  Choice WAIT = new Wait();

  /** The one {@link Nobody}. */
  Choice NOBODY = new Nobody();
}
