package olympics.obelix;

import java.util.concurrent.CompletionException;
import olympics.games.core.RequestId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;

/** What a caller is told when the database did not do what it was asked. */
final class Failures {
  private Failures() {}

  /** The failure itself, without the wrapping of futures. */
  static Throwable cause(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What a failed read or registration is answered with. */
  static Throwable ofRead(Throwable error) {
    Throwable cause = cause(error);
    if (cause instanceof RpcFailure failure) {
      return unreachable(failure);
    }
    return cause instanceof RpcFault fault ? fromDatabase(fault) : cause;
  }

  /** A fault of the database's, as a client may see it: a refused signature is not the client's. */
  static RpcFault fromDatabase(RpcFault fault) {
    if (fault.is(FaultCode.NOT_AUTHORISED) || fault.is(FaultCode.TOO_MANY_ATTEMPTS)) {
      return new RpcFault(
          FaultCode.UNAVAILABLE,
          "the database server refuses this front-end, not executed: " + fault.getMessage());
    }
    return fault;
  }

  /** The database was not reached, or a read of it was not answered. */
  static RpcFault unreachable(RpcFailure failure) {
    return new RpcFault(
        FaultCode.UNAVAILABLE,
        "the database cannot be reached, not executed: " + failure.getMessage());
  }

  /** A write was sent and not answered, and the database does not know of it yet. */
  static RpcFault outcomeUnknown(RequestId id) {
    return new RpcFault(
        FaultCode.OUTCOME_UNKNOWN,
        "the database did not answer, the write may or may not have been executed: ask"
            + " get_write_status, or send it again with request_id="
            + id);
  }
}
