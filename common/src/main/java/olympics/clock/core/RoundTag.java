package olympics.clock.core;

import java.util.Comparator;
import olympics.election.core.Term;

/**
 * Which round of which leader a correction belongs to; later ones are greater.
 *
 * @param term the leadership
 * @param round counted from 1 within the term
 */
public record RoundTag(Term term, long round) implements Comparable<RoundTag> {
  private static final Comparator<RoundTag> ORDER =
      Comparator.comparing(RoundTag::term).thenComparingLong(RoundTag::round);

  @Override
  public int compareTo(RoundTag other) {
    return ORDER.compare(this, other);
  }
}
