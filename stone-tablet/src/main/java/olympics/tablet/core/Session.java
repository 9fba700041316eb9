package olympics.tablet.core;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import olympics.games.core.Version;

/**
 * What a tablet has learnt of the database's history from the versions it saw: the current epoch,
 * and those that are retired and never become current again. Confined to its {@link Board}.
 */
final class Session {
  /** Beyond so many restarts of the database the oldest retired epochs are forgotten. */
  static final int MAX_RETIRED = 1000;

  /** How a version relates to what was seen before. */
  enum Relation {
    /** Of the current epoch: numbers compare. */
    CURRENT,
    /** Of an epoch never seen, beyond all that was seen: the database was restarted. */
    LATER,
    /**
     * Of an epoch never seen, not beyond what was seen: either the item was last written before the
     * current epoch began, or a backup was restored and this epoch begins where that ends.
     */
    UNPLACED,
    /** Of an epoch that another one followed. */
    RETIRED
  }

  private final Set<String> retired = new LinkedHashSet<>();
  private Optional<Version> highest = Optional.empty();
  private long lowestNumber;

  /** The highest version seen of the current epoch: what a read must not be older than. */
  Optional<Version> minVersion() {
    return highest;
  }

  boolean isCurrent(Version version) {
    return highest.filter(seen -> seen.epoch().equals(version.epoch())).isPresent();
  }

  Relation relationOf(Version version) {
    if (isCurrent(version)) {
      return Relation.CURRENT;
    }
    if (retired.contains(version.epoch())) {
      return Relation.RETIRED;
    }
    return highest.isEmpty() || version.number() > highest.get().number()
        ? Relation.LATER
        : Relation.UNPLACED;
  }

  /** Whether the version's epoch is neither the current one nor known to be before it. */
  boolean hasNoPlaceFor(Version version) {
    Relation relation = relationOf(version);
    return relation == Relation.LATER || relation == Relation.UNPLACED;
  }

  /** Whether what is not older than {@link #minVersion} is not older than this version either. */
  boolean covers(Version version) {
    return switch (relationOf(version)) {
      case CURRENT -> version.number() <= highest.orElseThrow().number();
      case RETIRED -> true;
      case LATER, UNPLACED -> false;
    };
  }

  /** Whether the current epoch may have begun after this version was written. */
  boolean mayPrecedeCurrent(Version version) {
    return version.number() < lowestNumber;
  }

  /** A version of the current epoch was seen. */
  void saw(Version version) {
    lowestNumber = Math.min(lowestNumber, version.number());
    if (version.number() > highest.orElseThrow().number()) {
      highest = Optional.of(version);
    }
  }

  /** This version's epoch is the current one from now on; the one before it is retired. */
  void moveTo(Version version) {
    highest.ifPresent(old -> retired.add(old.epoch()));
    if (retired.size() > MAX_RETIRED) {
      retired.remove(retired.iterator().next());
    }
    highest = Optional.of(version);
    lowestNumber = version.number();
  }
}
