package olympics.rpc;

import olympics.causality.core.VectorClock;

/**
 * The vector clock of a caller who only looks: it learns nothing, so that no question carries what
 * one server knew to another, and makes ordered what was concurrent. Thread-safe.
 */
public final class NoClock implements CausalClock {
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
