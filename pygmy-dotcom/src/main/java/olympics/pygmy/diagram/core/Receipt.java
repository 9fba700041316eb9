package olympics.pygmy.diagram.core;

import java.util.Optional;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;

/**
 * The receipt of one request at a server: an event.
 *
 * @param at the server that received it
 * @param number that server's own count in {@code clock}
 * @param sender the server that signed it; empty for a client
 * @param requestId of a write
 * @param attached the clock that came with it
 * @param clock of this event
 * @param seconds since 1970, by the server's synchronised clock
 */
public record Receipt(
    ProcessId at,
    long number,
    String method,
    Optional<Sender> sender,
    Optional<String> requestId,
    VectorClock attached,
    VectorClock clock,
    double seconds) {
  public Receipt {
    if (number <= 0 || number != clock.count(at)) {
      throw new IllegalArgumentException("receipt " + number + " of " + at + " counts otherwise");
    }
  }
}
