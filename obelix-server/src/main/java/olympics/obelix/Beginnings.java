package olympics.obelix;

import java.util.concurrent.atomic.AtomicReferenceArray;
import olympics.obelix.core.CachedValue;
import olympics.rpc.xml.PreparedStruct.Beginning;
import olympics.wire.Origin;

/**
 * The part of an answer from the cache that stays the same as long as a value is cached, written
 * once for each value: its age and for which version it is true come behind it, anew for each read.
 * Bounded: a table of fixed size in which each value has one place. Thread-safe, without a lock.
 */
final class Beginnings {
  private static final int PLACES = 1024;

  private record Written(CachedValue value, Beginning beginning) {}

  private final AtomicReferenceArray<Written> places = new AtomicReferenceArray<>(PLACES);
  private final Origin origin;

  /** An empty table of one front-end. */
  Beginnings(String server) {
    origin = new Origin(server, true);
  }

  /** The beginning of the answers that give a tally or a score from the cache. */
  @SuppressWarnings("ReferenceEquality") // an equal value of another life would do, too, but costs
  Beginning of(CachedValue value) {
    int place = System.identityHashCode(value) & (PLACES - 1);
    Written written = places.get(place);
    if (written == null || written.value() != value) {
      written = new Written(value, new Beginning(origin.putInto(Reading.members(value))));
      places.set(place, written);
    }
    return written.beginning();
  }
}
