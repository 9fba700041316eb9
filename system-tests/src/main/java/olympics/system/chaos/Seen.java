package olympics.system.chaos;

import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;

/** What a client saw come of one call. */
public enum Seen {
  /** A good answer. */
  ANSWERED,
  /** A fault or a refused connection: certainly not executed. */
  REFUSED,
  /** No answer, or one that says so: it may have been executed. */
  UNKNOWN,
  /** A fault that no failure of a server explains. */
  WRONG;

  static Seen of(RpcFault fault) {
    if (fault.is(FaultCode.UNAVAILABLE)) {
      return REFUSED;
    }
    return fault.is(FaultCode.OUTCOME_UNKNOWN) ? UNKNOWN : WRONG;
  }

  static Seen of(RpcFailure failure) {
    return failure.delivery() == RpcFailure.Delivery.NOT_DELIVERED ? REFUSED : UNKNOWN;
  }
}
