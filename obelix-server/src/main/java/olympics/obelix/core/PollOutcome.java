package olympics.obelix.core;

import java.util.List;

/** What a poll's answer did to the cache. */
public sealed interface PollOutcome {
  /** Everything else is known to be current as of the sending of the poll. */
  record Reconciled(List<CacheKey> invalidated) implements PollOutcome {}

  /** The history that the entries belong to is not the database's any more: all were dropped. */
  record Flushed(List<CacheKey> dropped) implements PollOutcome {}

  /** A later poll was answered before: nothing was done. */
  record Overtaken() implements PollOutcome {}
}
