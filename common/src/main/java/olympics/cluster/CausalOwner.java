package olympics.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.causality.core.CausalHistory;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.rpc.CausalClock;

/** Owns this server's vector clock, and traces its receipts. Thread-safe. */
final class CausalOwner implements CausalClock {
  private static final Duration DEAD_ARE_KEPT = Duration.ofMinutes(10);

  private final CausalHistory history;
  private final Optional<TraceLog> trace;

  CausalOwner(ProcessId self, Optional<TraceLog> trace) {
    this.history = new CausalHistory(self, DEAD_ARE_KEPT.toNanos());
    this.trace = trace;
  }

  @Override
  public VectorClock received(VectorClock attached) {
    return received(attached, "request");
  }

  @Override
  public synchronized VectorClock received(VectorClock attached, String request) {
    VectorClock clock = history.received(attached, System.nanoTime());
    trace.ifPresent(log -> log.received(clock, request));
    return clock;
  }

  @Override
  public synchronized void learned(VectorClock attached) {
    history.learned(attached, System.nanoTime());
  }

  @Override
  public synchronized VectorClock now() {
    return history.now();
  }

  /** Forgets processes that are not alive and have not been heard of for long. */
  synchronized void prune(List<ProcessId> alive) {
    history.prune(alive, System.nanoTime());
  }
}
