package olympics.obelix.core;

import java.util.Optional;
import olympics.games.core.Lineage;

/** Decides whether a fill may land. */
@FunctionalInterface
interface FillRule {
  /** Only what was read after the key's last invalidation, in a history that is known. */
  FillRule STRICT =
      (key, fill, tombstones, lineage) -> {
        if (!lineage.map(known -> known.contains(fill.through())).orElse(false)) {
          return Optional.of(Refusal.NOT_IN_LINEAGE);
        }
        return tombstones.forbid(key, fill)
            ? Optional.of(Refusal.INVALIDATED_SINCE)
            : Optional.empty();
      };

  Optional<Refusal> refusal(
      CacheKey key, Fill fill, Tombstones tombstones, Optional<Lineage> lineage);
}
