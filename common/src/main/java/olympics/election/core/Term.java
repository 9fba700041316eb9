package olympics.election.core;

import java.util.Comparator;
import olympics.games.core.Names;
import olympics.process.core.ProcessId;

/**
 * One leadership, never reused: ordered by number, then by leader.
 *
 * @param number raised above every number seen by the process that begins to lead; at least 0
 * @param leader who leads, with its incarnation, so that a restart cannot lead the same term again
 */
public record Term(long number, ProcessId leader) implements Comparable<Term> {
  private static final Comparator<Term> ORDER =
      Comparator.comparingLong(Term::number).thenComparing(Term::leader);

  public Term {
    if (number < 0) {
      throw new IllegalArgumentException("not a term number: " + number + ", expected 0 or more");
    }
  }

  /** The term below all that are ever led: what a process has seen at its start. */
  static Term none(ProcessId self) {
    return new Term(0, self);
  }

  /**
   * Reads {@code number-uid-incarnation}, the form of {@link #toString}.
   *
   * @throws IllegalArgumentException quoting the text, if it has another form
   */
  public static Term parse(String text) {
    int dash = text.indexOf('-');
    try {
      if (dash > 0) {
        return new Term(
            Long.parseLong(text.substring(0, dash)), ProcessId.parse(text.substring(dash + 1)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notATerm(text), e);
    }
    throw new IllegalArgumentException(notATerm(text));
  }

  private static String notATerm(String text) {
    return "not a term: '" + Names.quotable(text) + "', expected number-uid-incarnation";
  }

  /** The term that {@code candidate} leads if this is the highest it has seen. */
  Term next(ProcessId candidate) {
    return new Term(Math.addExact(number, 1), candidate);
  }

  /** The later of two. */
  static Term later(Term a, Term b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  @Override
  public int compareTo(Term other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return number + "-" + leader;
  }
}
