package olympics.pygmy;

import olympics.causality.core.VectorClock;
import olympics.rpc.CausalClock;

/**
 * The vector clock of who only looks: it learns nothing, so that no question for the page carries
 * what one server knew to another, and makes ordered what was concurrent. Thread-safe.
 */
final class SilentClock implements CausalClock {
  @Override
  public VectorClock received(VectorClock attached) {
    return VectorClock.EMPTY;
  }

  @Override
  public void learned(VectorClock attached) {
    // On purpose.
  }

  @Override
  public VectorClock now() {
    return VectorClock.EMPTY;
  }
}
