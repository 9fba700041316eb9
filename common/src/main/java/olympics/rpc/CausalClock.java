package olympics.rpc;

import olympics.causality.core.VectorClock;

/** The owner of a server's vector clock, as the wire sees it. Implementations are thread-safe. */
public interface CausalClock {
  /**
   * Counts the receipt of one request.
   *
   * @param attached what came with it, {@link VectorClock#EMPTY} from a client
   * @return the clock of this receipt
   */
  VectorClock received(VectorClock attached);

  /**
   * As {@link #received(VectorClock)}, told what was received, for those who trace it.
   *
   * @param call admitted, and about to be carried out
   */
  default VectorClock received(RpcCall call) {
    return received(call.clock());
  }

  /** Learns what an answer brought; counts nothing. */
  void learned(VectorClock attached);

  /** The clock to attach to what is sent now. */
  VectorClock now();
}
