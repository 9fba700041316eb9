package olympics.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import olympics.causality.core.CausalHistory;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import olympics.rpc.CausalClock;
import olympics.rpc.RpcCall;

/** Owns this server's vector clock, and has its receipts traced. Thread-safe. */
final class CausalOwner implements CausalClock {
  private static final Duration DEAD_ARE_KEPT = Duration.ofMinutes(10);

  private final ProcessId self;
  private final CausalHistory history;
  private final Optional<TraceLog> trace;
  private final MessageLog messages;

  /**
   * The owner for one life of a server.
   *
   * @param trace where every receipt is written, if it is
   * @param messages what remembers the newest receipts while somebody asks for them
   */
  CausalOwner(ProcessId self, Optional<TraceLog> trace, MessageLog messages) {
    this.self = self;
    this.history = new CausalHistory(self, DEAD_ARE_KEPT.toNanos());
    this.trace = trace;
    this.messages = messages;
  }

  @Override
  public synchronized VectorClock received(VectorClock attached) {
    return history.received(attached, System.nanoTime());
  }

  @Override
  public synchronized VectorClock received(RpcCall call) {
    long now = System.nanoTime();
    VectorClock clock = history.received(call.clock(), now);
    trace.ifPresent(log -> log.received(clock, call.method()));
    if (messages.isAskedFor()) {
      messages.received(call, clock.count(self), clock, now);
    }
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

  /** The newest receipts past a number, and up to which number that is all that will be told. */
  synchronized MessageLog.Page messages(long after) {
    return messages.after(after, history.now().count(self), System.nanoTime());
  }

  /** Forgets processes that are not alive and have not been heard of for long. */
  synchronized void prune(List<ProcessId> alive) {
    history.prune(alive, System.nanoTime());
  }
}
