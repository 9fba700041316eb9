package olympics.tablet;

import java.util.List;
import java.util.OptionalLong;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;
import olympics.tablet.core.Known;

/**
 * Where a person sees what a tablet follows. Called by one thread at a time, in the order in which
 * things became known.
 */
interface Display {
  /**
   * What is followed from now on.
   *
   * @param seed what chose it, if it was chosen at random
   */
  void following(Catalogue followed, OptionalLong seed);

  /** What changed. */
  void changed(List<Change> changes);

  /** A value was brought or confirmed, whether it is news or not; after what changed was told. */
  default void heard(Known known) {}
}
