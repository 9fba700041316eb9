package olympics.system;

/** What a tablet has shown last. */
public interface Shown {
  /** The number of the newest version that it showed; -1 before the first. */
  long newest();

  /** When it showed it, as {@link System#nanoTime}. */
  long newestAt();
}
