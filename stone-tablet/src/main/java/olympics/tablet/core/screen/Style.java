package olympics.tablet.core.screen;

/**
 * What a piece of text is. How it looks is the terminal's business; nothing is told by a style
 * alone, since a terminal may have none.
 */
public enum Style {
  PLAIN,
  /** Less important: units, ages, hints. */
  FAINT,
  /** The name of the whole, and of the view that is shown. */
  TITLE,
  /** Headings of columns and groups. */
  HEADING,
  /** The row that keys act on. */
  CHOSEN,
  /** Changed a moment ago. */
  CHANGED,
  /** Past its bound, or not confirmed. */
  STALE,
  /** Something is wrong. */
  ALERT,
  /** All is well. */
  GOOD
}
