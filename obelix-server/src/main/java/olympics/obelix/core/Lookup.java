package olympics.obelix.core;

import olympics.games.core.Version;
import olympics.wire.Freshness;

/** What the cache can say to a read. */
public sealed interface Lookup {
  /**
   * The value is there, and is not older than was asked for.
   *
   * @param freshness its age, and whether that is past the bound
   * @param through the newest version of the database that it is known to be true for
   */
  record Hit(CachedValue value, Freshness freshness, Version through) implements Lookup {}

  /** The database must be asked. */
  record Miss(Reason reason) implements Lookup {}

  /** Why a lookup missed. */
  enum Reason {
    /** Never cached, invalidated, or pushed out by others. */
    ABSENT,
    /** What is cached is not known to be true for the version that was asked for. */
    OLDER_THAN_ASKED,
    /** The version asked for is of an epoch not heard of: the lineage must be asked for first. */
    UNKNOWN_EPOCH
  }
}
