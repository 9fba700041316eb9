package olympics.pygmy;

import olympics.causality.core.CausalHistory;
import olympics.causality.core.VectorClock;
import olympics.rpc.CausalClock;

/**
 * The vector clock that the balancer relays: all that verified answers brought, merged. It has no
 * component of its own: the balancer's receipts are not events. What is past the bound that servers
 * keep themselves is dropped, down to what the newest answer knew. Thread-safe.
 */
final class RelayedClock implements CausalClock {
  private volatile VectorClock known = VectorClock.EMPTY;

  @Override
  public synchronized VectorClock received(VectorClock attached) {
    learned(attached);
    return known;
  }

  @Override
  public synchronized void learned(VectorClock attached) {
    if (!attached.equals(known)) {
      VectorClock merged = known.merge(attached);
      known = merged.counts().size() > CausalHistory.MAX_ENTRIES ? attached : merged;
    }
  }

  @Override
  public VectorClock now() {
    return known;
  }
}
