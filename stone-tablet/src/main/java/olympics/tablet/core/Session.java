package olympics.tablet.core;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.Version;

/**
 * What a tablet has learnt of the database's history: a mark in it, which only moves forward within
 * an epoch, and the epochs that the mark has left. Confined to its {@link Board}.
 *
 * <p>The mark is a state of the whole database, not of one item: what {@code through} of an answer
 * said, or a version of that epoch seen since. Its epoch is the one the database was in then.
 */
final class Session {
  /** Beyond so many restarts of the database the oldest retired epochs are forgotten. */
  static final int MAX_RETIRED = 1000;

  private final Set<String> retired = new LinkedHashSet<>();
  private Optional<Version> mark = Optional.empty();
  private boolean undone;

  /** The mark: what a read must not be older than. */
  Optional<Version> minVersion() {
    return mark;
  }

  /** Whether a version is of the mark's epoch: numbers compare. */
  boolean isCurrent(Version version) {
    return mark.filter(seen -> seen.epoch().equals(version.epoch())).isPresent();
  }

  /** Whether the mark was in this version's epoch once, and left it. */
  boolean isRetired(Version version) {
    return retired.contains(version.epoch());
  }

  /** A version was seen; moves the mark up to it if it is of the mark's epoch. */
  void saw(Version version) {
    if (isCurrent(version) && version.number() > mark.orElseThrow().number()) {
      mark = Optional.of(version);
    }
  }

  /** The mark leaves its epoch, if it had one, for good. */
  void moveTo(Version through) {
    mark.ifPresent(old -> retired.add(old.epoch()));
    if (retired.size() > MAX_RETIRED) {
      retired.remove(retired.iterator().next());
    }
    mark = Optional.of(through);
    undone = false;
  }

  /** Whether this is the first that is heard, in this epoch, of something undone before it. */
  boolean firstHeardOfUndone() {
    boolean first = !undone;
    undone = true;
    return first;
  }
}
