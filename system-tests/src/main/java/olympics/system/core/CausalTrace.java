package olympics.system.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The joined traces of several servers, read as ShiViz reads them, and what must hold in them: the
 * counts of a process have no gap, none of its receipts forgets what an earlier one knew, and what
 * a receipt knows of includes all that lies before that.
 *
 * @param receipts by process, in the order of their counts; the first has the count 1
 */
public record CausalTrace(Map<String, List<Receipt>> receipts) {
  private static final Pattern COUNT = Pattern.compile("\"([^\"]+)\":\\s*(\\d+)");

  public CausalTrace {
    receipts = Map.copyOf(receipts);
  }

  /**
   * One receipt.
   *
   * @param process at which
   * @param clock how many receipts of each process lie before it or are it
   * @param event what was received
   */
  public record Receipt(String process, Map<String, Long> clock, String event) {
    public Receipt {
      clock = Map.copyOf(clock);
    }

    /** Its place among the receipts of its process, from 1. */
    public long count() {
      return clock.getOrDefault(process, 0L);
    }

    /** Whether clock order puts it before the other: every count at most the other's, one less. */
    public boolean isBefore(Receipt other) {
      return clock.entrySet().stream()
              .allMatch(e -> e.getValue() <= other.clock.getOrDefault(e.getKey(), 0L))
          && !clock.equals(other.clock);
    }
  }

  /**
   * Reads a joined trace: the expression, an empty line, and a line for every receipt.
   *
   * @throws IllegalArgumentException naming the line, if the expression does not match one
   */
  public static CausalTrace read(List<String> lines) {
    if (lines.size() < 2 || !lines.get(1).isEmpty()) {
      throw new IllegalArgumentException("expected the expression and an empty line first");
    }
    Pattern expression = Pattern.compile(lines.get(0));
    Map<String, List<Receipt>> receipts = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      Matcher read = expression.matcher(line);
      if (!read.matches()) {
        throw new IllegalArgumentException("the expression does not match: " + line);
      }
      Map<String, Long> clock = new HashMap<>();
      Matcher count = COUNT.matcher(read.group("clock"));
      while (count.find()) {
        clock.put(count.group(1), Long.parseLong(count.group(2)));
      }
      receipts
          .computeIfAbsent(read.group("host"), host -> new ArrayList<>())
          .add(new Receipt(read.group("host"), clock, read.group("event")));
    }
    return new CausalTrace(receipts);
  }

  /** The receipts of one kind at one process, in order. */
  public List<Receipt> of(String process, String event) {
    return receipts.getOrDefault(process, List.of()).stream()
        .filter(receipt -> receipt.event().equals(event))
        .toList();
  }

  /** How many receipts there are. */
  public int size() {
    return receipts.values().stream().mapToInt(List::size).sum();
  }

  /** All violations. */
  public List<Violation> check() {
    List<Violation> violations = new ArrayList<>();
    receipts.values().forEach(receipts -> checkProcess(receipts, violations));
    return violations;
  }

  private void checkProcess(List<Receipt> ofOne, List<Violation> violations) {
    Map<String, Long> checked = new HashMap<>();
    for (int i = 0; i < ofOne.size(); i++) {
      Receipt receipt = ofOne.get(i);
      if (receipt.count() != i + 1) {
        violations.add(new Violation("the counts of a process have no gap", "" + receipt));
      }
      if (i > 0 && !ofOne.get(i - 1).isBefore(receipt)) {
        violations.add(new Violation("a process forgets nothing", "" + receipt));
      }
      receipt
          .clock()
          .forEach(
              (other, count) -> {
                Long before = checked.put(other, count);
                if (!count.equals(before) && !other.equals(receipt.process())) {
                  checkCause(receipt, other, count, violations);
                }
              });
    }
  }

  /** The receipt that this one knows of must be there, and all that it knew be known here. */
  private void checkCause(Receipt receipt, String other, long count, List<Violation> violations) {
    List<Receipt> others = receipts.getOrDefault(other, List.of());
    if (count > others.size()) {
      violations.add(new Violation("what is known of was received", receipt + " of " + other));
    } else if (!others.get(Math.toIntExact(count) - 1).isBefore(receipt)) {
      violations.add(
          new Violation("happened-before is transitive", receipt + " of " + other + " " + count));
    }
  }
}
