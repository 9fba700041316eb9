package olympics.system.bench.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk counted in one run, as our script for it prints it: a line {@code RESULT} with {@code
 * name=number} pairs, among what wrk itself prints.
 *
 * @param seconds how long it took
 * @param busy the share of the time that wrk itself had a processor; near 1 it is wrk that bounds
 *     the throughput of what it loads
 * @param requests answers that came, whatever their status
 * @param bytes of the answers, with their headers
 * @param errors how many of each kind, none of them 0: connect, read, write, timeout, and status
 *     for an answer that is neither 2xx nor 3xx
 * @param latencyMillis by share, 0 to 1: so many milliseconds were not exceeded
 */
public record WrkReport(
    double seconds,
    double busy,
    long requests,
    long bytes,
    Map<String, Long> errors,
    SortedMap<Double, Double> latencyMillis) {
  /** Ages and times in a right answer have more digits or fewer; one fault in twenty shows. */
  private static final double SAME_LENGTH = 0.02;

  private static final String MARK = "RESULT ";
  private static final Pattern PAIR = Pattern.compile("(\\w+)(?:@([0-9.]+))?=([0-9.]+)");
  private static final List<String> KINDS =
      List.of("connect", "read", "write", "status", "timeout");

  /**
   * Reads what wrk printed.
   *
   * @throws IllegalArgumentException quoting all of it, if it is not the report of one run
   */
  public static WrkReport parse(List<String> printed) {
    List<String> marked = printed.stream().filter(line -> line.startsWith(MARK)).toList();
    if (marked.size() != 1) {
      throw new IllegalArgumentException(
          "wrk printed "
              + marked.size()
              + " results, expected one:\n"
              + String.join("\n", printed));
    }
    Map<String, Double> counts = new TreeMap<>();
    SortedMap<Double, Double> latency = new TreeMap<>();
    Matcher pair = PAIR.matcher(marked.get(0));
    while (pair.find()) {
      double value = Double.parseDouble(pair.group(3));
      if (pair.group(2) == null) {
        counts.put(pair.group(1), value);
      } else {
        double share = new BigDecimal(pair.group(2)).movePointLeft(2).doubleValue();
        latency.put(share, value / 1000);
      }
    }
    double micros = required(counts, "duration_us", marked.get(0));
    return new WrkReport(
        micros / 1e6,
        required(counts, "cpu_us", marked.get(0)) / micros,
        (long) required(counts, "requests", marked.get(0)),
        (long) required(counts, "bytes", marked.get(0)),
        errors(counts, marked.get(0)),
        latency);
  }

  private static Map<String, Long> errors(Map<String, Double> counts, String line) {
    Map<String, Long> errors = new TreeMap<>();
    for (String kind : KINDS) {
      long count = (long) required(counts, kind, line);
      if (count != 0) {
        errors.put(kind, count);
      }
    }
    return errors;
  }

  private static double required(Map<String, Double> counts, String name, String line) {
    Double value = counts.get(name);
    if (value == null) {
      throw new IllegalArgumentException("wrk's result has no " + name + ": " + line);
    }
    return value;
  }

  /** Answers a second. */
  public double throughput() {
    return requests / seconds;
  }

  /**
   * Why this run does not count; empty if it does.
   *
   * @param answerBytes how long a right answer is, with its headers; the figures in it may differ
   *     in length, but a fault is much shorter
   */
  public List<String> objections(long answerBytes) {
    List<String> objections = new ArrayList<>();
    errors.forEach((kind, count) -> objections.add(count + " " + kind + " errors"));
    if (requests == 0) {
      objections.add("no answer");
    } else if (Math.abs((double) bytes / requests / answerBytes - 1) > SAME_LENGTH) {
      objections.add(
          "answers of "
              + Figures.text((double) bytes / requests)
              + " bytes on average, a right one has "
              + answerBytes);
    }
    return objections;
  }
}
