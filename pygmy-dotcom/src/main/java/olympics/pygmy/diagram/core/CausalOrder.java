package olympics.pygmy.diagram.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import olympics.process.core.ProcessId;

/**
 * Puts receipts, as servers tell of them round by round, into one order that is only ever added to
 * and never contradicts happened-before: the delivery of causal broadcast (Birman, Schiper &
 * Stephenson 1991) applied to what is told of a run. A receipt waits until all that its clock knows
 * of has its place; which of several comes first is decided by their times, so that clocks that are
 * wrong make a strange order but never a false one. Not thread-safe.
 *
 * <p>A server that does not answer is waited for {@link #HELD_ROUNDS} rounds; a process that never
 * answered, one that died long ago perhaps, one round, since it may have been started just now.
 * What is told later of receipts whose effects have their places by then is left out: there is no
 * true place for it.
 */
final class CausalOrder {
  /** So many rounds a receipt waits for those before it. */
  static final int HELD_ROUNDS = 3;

  /** Processes that are remembered: many more than a clock has. */
  private static final int MAX_LINES = 256;

  private final Map<ProcessId, Line> lines = new LinkedHashMap<>();
  private int round;

  private record Held(Receipt receipt, int since) {}

  /** What is known of one process. */
  private static final class Line {
    /** Told, and without a place. */
    final Deque<Held> held = new ArrayDeque<>();

    /** No receipt up to this number will come. */
    long through;

    /** Whether it answered since it was last given up: then it is worth waiting for. */
    boolean answers;

    boolean holdsUpTo(long number) {
      return !held.isEmpty() && held.peek().receipt().number() <= number;
    }
  }

  /** Up to which number the receipts of a process are known, or given up. */
  long through(ProcessId process) {
    Line line = lines.get(process);
    return line == null ? 0 : line.through;
  }

  /** Takes what a server told. */
  void hear(Told told) {
    Line line = line(told.process());
    line.answers = true;
    for (Receipt receipt : told.receipts()) {
      if (receipt.number() > line.through) {
        line.held.add(new Held(receipt, round));
      }
    }
    line.through = Math.max(line.through, told.through());
  }

  private Line line(ProcessId process) {
    Line line = lines.computeIfAbsent(process, unknown -> new Line());
    if (lines.size() > MAX_LINES) {
      lines.values().removeIf(old -> old != line && !old.answers && old.held.isEmpty());
    }
    return line;
  }

  /** Ends a round: the receipts that have their places now, in their order. */
  List<Receipt> advance() {
    round++;
    List<Receipt> placed = new ArrayList<>();
    Optional<Line> next = next();
    while (next.isPresent()) {
      placed.add(place(next.get()));
      next = next();
    }
    return placed;
  }

  private Optional<Line> next() {
    return earliest(this::isComplete)
        .or(() -> earliest(held -> isOld(held, HELD_ROUNDS) && isFirst(held.receipt())))
        // Clocks of which each knows the other are none that a server keeps; they do not stay here.
        .or(() -> earliest(held -> isOld(held, 2 * HELD_ROUNDS)));
  }

  private Optional<Line> earliest(Predicate<Held> wanted) {
    return lines.values().stream()
        .filter(line -> !line.held.isEmpty() && wanted.test(line.held.peek()))
        .min(Comparator.comparingDouble(line -> line.held.peek().receipt().seconds()));
  }

  private boolean isOld(Held held, int rounds) {
    return round - held.since() >= rounds;
  }

  /** Whether all that a receipt knows of has its place, or will have none. */
  private boolean isComplete(Held held) {
    Receipt receipt = held.receipt();
    return isFirst(receipt)
        && receipt.clock().counts().entrySet().stream()
            .noneMatch(known -> isAwaited(known.getKey(), known.getValue(), held));
  }

  private boolean isAwaited(ProcessId process, long number, Held by) {
    Line line = lines.get(process);
    return line == null ? !isOld(by, 2) : line.answers && line.through < number;
  }

  /** Whether nothing that is held here happened before a receipt. */
  private boolean isFirst(Receipt receipt) {
    return receipt.clock().counts().entrySet().stream()
        .filter(known -> !known.getKey().equals(receipt.at()))
        .allMatch(
            known -> {
              Line line = lines.get(known.getKey());
              return line == null || !line.holdsUpTo(known.getValue());
            });
  }

  private Receipt place(Line line) {
    Receipt receipt = line.held.remove().receipt();
    receipt
        .clock()
        .counts()
        .forEach(
            (process, number) -> {
              Line other = line(process);
              if (other.through < number) {
                other.through = number;
                other.answers = false;
              }
            });
    return receipt;
  }
}
