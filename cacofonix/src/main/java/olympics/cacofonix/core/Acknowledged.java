package olympics.cacofonix.core;

import java.util.TreeSet;

/** Which numbers, counted from 1, have been acknowledged. Confined to one thread. */
public final class Acknowledged {
  private final TreeSet<Long> beyond = new TreeSet<>();
  private long through;

  /** Notes a number; a second time changes nothing. */
  public void add(long sequence) {
    if (sequence <= through) {
      return;
    }
    beyond.add(sequence);
    while (!beyond.isEmpty() && beyond.first() == through + 1) {
      through = beyond.pollFirst();
    }
  }

  public boolean contains(long sequence) {
    return sequence <= through || beyond.contains(sequence);
  }

  /** The highest number up to which all are acknowledged, 0 if not even 1 is. */
  public long through() {
    return through;
  }

  /** How many are acknowledged. */
  public long count() {
    return through + beyond.size();
  }
}
