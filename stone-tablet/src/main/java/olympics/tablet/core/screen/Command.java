package olympics.tablet.core.screen;

/** What a key asks for. */
public enum Command {
  NEXT_VIEW,
  PREVIOUS_VIEW,
  SHOW_FAVOURITES,
  SHOW_TABLE,
  SHOW_EVENTS,
  UP,
  DOWN,
  PAGE_UP,
  PAGE_DOWN,
  FIRST,
  LAST,
  /** Follow what is chosen, or follow it no longer. */
  TOGGLE,
  HELP,
  QUIT
}
