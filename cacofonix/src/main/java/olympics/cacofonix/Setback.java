package olympics.cacofonix;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import olympics.games.core.Names;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.MalformedAnswerException;

/**
 * Why a call brought no good answer.
 *
 * @param passes whether the same call may well succeed later
 * @param text for a person
 */
record Setback(boolean passes, String text) {

  /**
   * Reads the failure of a call.
   *
   * @throws IllegalStateException if it is none that a network or a server can cause
   */
  static Setback of(Throwable failure, Address server) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RpcFault fault) {
      return ofFault(fault, server);
    }
    if (cause instanceof RpcFailure || cause instanceof MalformedAnswerException) {
      String why = shown(cause.getMessage()).replace(server + ": ", "");
      return new Setback(cause instanceof RpcFailure, "no answer from " + server + ": " + why);
    }
    throw new IllegalStateException("unexpected failure of a call to " + server, cause);
  }

  private static Setback ofFault(RpcFault fault, Address server) {
    String said = server + " answered " + fault.code() + ": " + shown(fault.getMessage());
    if (fault.is(FaultCode.UNAVAILABLE) || fault.is(FaultCode.OUTCOME_UNKNOWN)) {
      return new Setback(true, said);
    }
    if (fault.is(FaultCode.NOT_AUTHORISED) || fault.is(FaultCode.TOO_MANY_ATTEMPTS)) {
      return new Setback(
          false,
          "wrong password: "
              + said
              + "; give the one in the server's data directory with --password-file");
    }
    return new Setback(false, said);
  }

  private static String shown(String text) {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < text.length(); i += 60) {
      whole.append(Names.quotable(text.substring(i, Math.min(i + 60, text.length()))));
    }
    return whole.toString();
  }
}
