package olympics.http.core;

import java.util.HashMap;
import java.util.Map;

/**
 * How a bounded number of places is shared by those who want some: whoever comes first takes a free
 * one; when all are taken, whoever holds fewer than an equal share gets one of whoever holds more
 * (max-min fairness, Bertsekas and Gallager 1992, 6.5.2). So nobody loses a place who holds no more
 * than an equal share, and nobody gains one beyond it. Pure; not thread-safe.
 *
 * @param <S> those who hold places, told apart by {@code equals}
 */
public final class FairShares<S> {
  private final int places;

  /** By holder, only those with at least one. */
  private final Map<S, Integer> held = new HashMap<>();

  private int taken;

  /** So many places, all free. */
  public FairShares(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("there are " + places + " places, expected at least 1");
    }
    this.places = places;
  }

  /** How many places it holds. */
  public int heldBy(S source) {
    return held.getOrDefault(source, 0);
  }

  /** Takes a free place; false if there is none. */
  public boolean takeFree(S source) {
    if (taken == places) {
      return false;
    }
    taken++;
    held.merge(source, 1, Integer::sum);
    return true;
  }

  /** Whether a newcomer holds fewer places than its share, so that somebody owes it one. */
  public boolean isOwed(S newcomer) {
    return heldBy(newcomer) < share(newcomer);
  }

  /** Whether a holder has more than its share, once this newcomer has one. */
  public boolean owes(S holder, S newcomer) {
    return heldBy(holder) > share(newcomer);
  }

  private int share(S newcomer) {
    return places / (held.containsKey(newcomer) ? held.size() : held.size() + 1);
  }

  /** Gives a place of one to another. */
  public void pass(S from, S to) {
    giveBack(from);
    boolean unusedThereIsOneNow = takeFree(to);
  }

  /**
   * Frees a place.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public void giveBack(S source) {
    if (heldBy(source) == 0) {
      throw new IllegalArgumentException(source + " holds no place");
    }
    taken--;
    held.computeIfPresent(source, (holder, count) -> count == 1 ? null : count - 1);
  }
}
