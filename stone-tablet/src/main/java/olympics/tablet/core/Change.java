package olympics.tablet.core;

import java.time.Duration;
import olympics.games.core.ItemKey;

/** Something that a reader of the tablet should see, or its shell should do. */
public sealed interface Change {
  /**
   * An item has another value than before.
   *
   * @param first whether it is the first value of this item
   */
  record Value(Known known, boolean first) implements Change {}

  /** The value is as before, but became stale, or is no longer. */
  record Staleness(Known known) implements Change {}

  /**
   * Others are answered, this item is not: what is shown of it may be out of date. Said once, until
   * it is answered again.
   */
  record Unconfirmed(Known known, String reason) implements Change {}

  /** The item cannot be had, and why; said once for each reason. */
  record Refused(ItemKey key, String reason) implements Change {}

  /**
   * The database went back to an earlier state (a restored backup): what was seen since then never
   * happened, and values may go back. Said once for each such time.
   */
  record Undone() implements Change {}

  /** A message could not be believed as it stands: ask for this item at once. */
  record Doubted(ItemKey key) implements Change {}

  /**
   * What is held of the item was learnt before the database began anew, perhaps from an earlier
   * state: ask for it at once. Said once for each such beginning.
   */
  record Outdated(ItemKey key) implements Change {}

  /** There are no teams and no events to follow yet. */
  record NothingThere() implements Change {}

  /** No answers any more; {@code reason} says why. Said once, until they come again. */
  record Lost(String reason) implements Change {}

  /** Answers again, after {@code away} without. */
  record Back(Duration away) implements Change {}

  /** Updates come by themselves from now on, for {@code lease} unless renewed. */
  record Registered(Duration lease) implements Change {}

  /** Updates do not come by themselves, and why; said once for each reason. */
  record NotRegistered(String reason) implements Change {}
}
