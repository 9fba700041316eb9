package olympics.pygmy;

import olympics.pygmy.core.CallKind;
import olympics.rpc.FaultCode;

/**
 * The fault for a call that no front-end answered.
 *
 * @param code says whether the call may have been executed
 * @param text says what was tried, and what that means for whoever called
 */
record GivenUp(FaultCode code, String text) {

  /** After all that was tried for a call; {@code liveness} knows how the front-ends are. */
  static GivenUp after(Exchange exchange, Liveness liveness) {
    String conditions = liveness.conditions();
    if (exchange.journey().mayBeExecuted()) {
      return new GivenUp(
          FaultCode.OUTCOME_UNKNOWN,
          String.format(
              "the outcome is unknown, ask get_write_status for request_id %s: %s",
              exchange.id(), conditions));
    }
    boolean harmless = exchange.kind() != CallKind.WRITE && exchange.journey().attempts() > 0;
    return new GivenUp(
        FaultCode.UNAVAILABLE,
        String.format(
            "%s: tried %s; %s",
            liveness.summary(), conditions, harmless ? "nothing was changed" : "not executed"));
  }

  /** A call that was not even begun, since so many others are in flight. */
  static GivenUp tooMany(int inFlight) {
    return new GivenUp(
        FaultCode.UNAVAILABLE, "too many requests are in flight: " + inFlight + "; not executed");
  }
}
