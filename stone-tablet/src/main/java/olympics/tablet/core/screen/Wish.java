package olympics.tablet.core.screen;

import olympics.games.core.ItemKey;

/** What the person at the keys wants of the tablet; the scoreboard itself has done its part. */
public sealed interface Wish {
  /** Follow this from now on. */
  record Follow(ItemKey key) implements Wish {}

  /** Follow this no longer. */
  record Unfollow(ItemKey key) implements Wish {}

  /** End. */
  record Quit() implements Wish {}
}
