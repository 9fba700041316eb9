package olympics.games.core;

import java.util.List;

/**
 * The database's epochs in the order they began; what makes versions comparable.
 *
 * <p>A version belongs to the lineage if its epoch is in it and its number lies before the next
 * epoch's first. A version that does not belong saw a future that was undone (a restored backup): a
 * cache that holds one must be flushed, a {@code min_version} of that kind counts as absent.
 *
 * @param epochs oldest first, never empty; first numbers do not fall
 */
public record Lineage(List<Epoch> epochs) {

  /**
   * One start of the database.
   *
   * @param id 16 lower-case hexadecimal digits, drawn at random
   * @param firstNumber the number of the first version that can be written in this epoch
   */
  public record Epoch(String id, long firstNumber) {}

  public Lineage {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("a lineage has at least one epoch");
    }
    for (int i = 1; i < epochs.size(); i++) {
      if (epochs.get(i).firstNumber() < epochs.get(i - 1).firstNumber()) {
        throw new IllegalArgumentException("first numbers fall: " + epochs);
      }
    }
  }

  /** The epoch that writes are numbered in now. */
  public Epoch current() {
    return epochs.get(epochs.size() - 1);
  }

  /** Whether this history holds, or may come to hold, the version. */
  public boolean contains(Version version) {
    for (int i = 0; i < epochs.size(); i++) {
      Epoch epoch = epochs.get(i);
      if (epoch.id().equals(version.epoch())) {
        // An epoch in which nothing was written still names the state it found: first - 1.
        boolean begun = version.number() >= epoch.firstNumber() - 1;
        boolean last = i == epochs.size() - 1;
        return begun && (last || version.number() < epochs.get(i + 1).firstNumber());
      }
    }
    return false;
  }

  /** Whether {@code other} is this lineage, or this lineage with further epochs begun since. */
  public boolean isContinuedBy(Lineage other) {
    return other.epochs.size() >= epochs.size()
        && other.epochs.subList(0, epochs.size()).equals(epochs);
  }
}
