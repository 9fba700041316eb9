package olympics.system.bench.core;

import java.util.List;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param row which row of the benchmark measured it
 * @param subject what it belongs to, as {@code balancer}: several rows may add to one subject
 * @param series whose value it is, as {@code ours}
 * @param x what was varied, as the number of connections
 * @param round from 1 on; values of one round are neighbours in time
 */
public record Measurement(
    Conditions conditions,
    String row,
    String subject,
    String series,
    double x,
    int round,
    double value) {
  private static final String DONE = "done";

  private static final String TAB = "\t";
  private static final int FIELDS = 9;

  /**
   * What is the same for all that may be put together.
   *
   * @param commit the code that was measured
   * @param link plain or tls
   * @param setting length and number of the rounds, as {@code 5 x 5s}
   */
  public record Conditions(String commit, String link, String setting) {}

  /**
   * What ends the lines of a row.
   *
   * @param load of the machine when the row began, in processes
   */
  public static Measurement end(Conditions conditions, String row, double load) {
    return new Measurement(conditions, row, DONE, "load", 0, 0, load);
  }

  /** The line of a file. */
  public String line() {
    return String.join(
        TAB,
        List.of(
            conditions.commit(),
            conditions.link(),
            conditions.setting(),
            row,
            subject,
            series,
            Double.toString(x),
            Integer.toString(round),
            Double.toString(value)));
  }

  boolean isEnd() {
    return subject.equals(DONE);
  }

  /** Reads {@link #line}; empty if it is none, as the last one of a file that was broken off. */
  public static Optional<Measurement> parse(String line) {
    String[] fields = line.split(TAB, -1);
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Measurement(
              new Conditions(fields[0], fields[1], fields[2]),
              fields[3],
              fields[4],
              fields[5],
              Double.parseDouble(fields[6]),
              Integer.parseInt(fields[7]),
              Double.parseDouble(fields[8])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
