package olympics.obelix.core;

/** Why a fill was not kept. The reader still gets the value: it was true when it was read. */
public enum Refusal {
  /** The item was invalidated after the database read it. */
  INVALIDATED_SINCE,
  /** Its version is of a history that the cache does not know, or that was undone. */
  NOT_IN_LINEAGE,
  /** What is cached is true for a later version. */
  OLDER_THAN_CACHED
}
