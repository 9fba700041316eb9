package olympics.system.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.system.core.Operation;

/** All that the clients of a run did and saw. Thread-safe. */
public final class History {
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<String> mishaps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger flagged = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger replayed = new AtomicInteger();
  private final AtomicInteger resolved = new AtomicInteger();

  void add(Operation operation) {
    operations.add(operation);
    if (operation instanceof Operation.Read answered) {
      read.incrementAndGet();
      if (answered.stale()) {
        flagged.incrementAndGet();
      }
    } else if (operation instanceof Operation.Increment write
        && write.outcome() == Operation.Outcome.OK) {
      acknowledged.incrementAndGet();
    }
  }

  void add(Call call) {
    calls.add(call);
  }

  /** Something that must not happen, whatever is killed. */
  void mishap(String what) {
    mishaps.add(what);
  }

  void begun() {
    waiting.incrementAndGet();
  }

  void ended() {
    waiting.decrementAndGet();
  }

  void replayed() {
    replayed.incrementAndGet();
  }

  void resolved() {
    resolved.incrementAndGet();
  }

  /** Writes and reads; those whose outcome is known by now. */
  public List<Operation> operations() {
    return new ArrayList<>(operations);
  }

  /** The writes among the operations. */
  public List<Operation.Increment> writes() {
    return operations.stream()
        .filter(Operation.Increment.class::isInstance)
        .map(Operation.Increment.class::cast)
        .toList();
  }

  /** Every single call, repeated ones too. */
  public List<Call> calls() {
    return new ArrayList<>(calls);
  }

  /** Answers that no failure of a server explains. */
  public List<String> mishaps() {
    return new ArrayList<>(mishaps);
  }

  /** How many writes were acknowledged. */
  public int acknowledged() {
    return acknowledged.get();
  }

  /** How many reads were answered. */
  public int readsAnswered() {
    return read.get();
  }

  /** How many of the answers to reads were flagged stale. */
  public int readsFlagged() {
    return flagged.get();
  }

  /** How many calls wait for their answers at this moment. */
  public int waiting() {
    return waiting.get();
  }

  /** How many acknowledgements said that the write had taken effect before. */
  public int replays() {
    return replayed.get();
  }

  /** How many writes whose outcome was unknown at first were resolved. */
  public int resolutions() {
    return resolved.get();
  }
}
