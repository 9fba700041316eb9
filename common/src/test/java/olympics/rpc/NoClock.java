package olympics.rpc;

import olympics.causality.core.VectorClock;

/** The vector clock of a caller who takes part in nothing. Thread-safe. */
public final class NoClock implements CausalClock {
  @Override
  public VectorClock received(VectorClock attached) {
    return VectorClock.EMPTY;
  }

  @Override
  public void learned(VectorClock attached) {
    // Nothing to learn.
  }

  @Override
  public VectorClock now() {
    return VectorClock.EMPTY;
  }
}
