package olympics.tablet;

import java.util.List;
import java.util.OptionalLong;
import olympics.tablet.core.Catalogue;
import olympics.tablet.core.Change;

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
}
