package olympics.obelix.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;

/**
 * Says which front-end pushes to which tablet: the one whose hash with the tablet's address is
 * highest (rendezvous hashing, Thaler and Ravishankar 1998).
 *
 * <p>Front-ends that see the same lives agree without talking; when one dies, only its tablets
 * move.
 */
public final class PushOwnership {
  private PushOwnership() {}

  /** The owner among the live front-ends; none if there are none. */
  public static Optional<ProcessId> owner(Address tablet, Collection<ProcessId> frontEnds) {
    return frontEnds.stream()
        .max(
            Comparator.comparingLong((ProcessId id) -> weight(tablet, id))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static long weight(Address tablet, ProcessId frontEnd) {
    // FNV-1a over both names, finished with the mixer of SplitMix64.
    long hash = 0xcbf29ce484222325L;
    String text = tablet + " " + frontEnd;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
