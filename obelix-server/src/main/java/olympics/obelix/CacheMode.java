package olympics.obelix;

import java.util.Locale;

/** How a front-end's cache is kept consistent. On the command line and the wire in lower case. */
enum CacheMode {
  /** It learns what changed from its own polls of the database only. */
  PULL,
  /** Writes and the database's notices invalidate at once; a slow poll makes up for lost ones. */
  PUSH,
  /** Nothing is cached. */
  NONE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
