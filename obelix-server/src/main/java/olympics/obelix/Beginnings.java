package olympics.obelix;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import olympics.obelix.core.CachedValue;
import olympics.rpc.xml.PreparedStruct.Beginning;
import olympics.wire.GamesStructs;

/**
 * The part of an answer that stays the same as long as a value is cached, written once for each
 * value: its age and for which version it is true come behind it, anew for each read. Bounded: a
 * table of fixed size in which each value has one place. Thread-safe, without a lock.
 */
final class Beginnings {
  private static final int PLACES = 1024;

  private record Written(CachedValue value, Beginning beginning) {}

  private final AtomicReferenceArray<Written> places = new AtomicReferenceArray<>(PLACES);

  /** The beginning of the answers that give a tally or a score. */
  @SuppressWarnings("ReferenceEquality") // an equal value of another life would do, too, but costs
  Beginning of(CachedValue value) {
    int place = System.identityHashCode(value) & (PLACES - 1);
    Written written = places.get(place);
    if (written == null || written.value() != value) {
      written = new Written(value, new Beginning(members(value)));
      places.set(place, written);
    }
    return written.beginning();
  }

  private static Map<String, Object> members(CachedValue value) {
    if (value instanceof CachedValue.Tally tally) {
      return GamesStructs.unchanging(tally.team());
    }
    return GamesStructs.unchanging(((CachedValue.Score) value).event());
  }
}
