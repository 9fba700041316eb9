package olympics.database.core;

import java.util.Optional;
import java.util.OptionalLong;
import olympics.games.core.RequestId;

/** What is done with a write, given what is known of its request id and its writer. */
public sealed interface WriteDecision {

  /** The id is new: execute it. */
  record Execute() implements WriteDecision {}

  /** The same was asked before: answer what was answered then, change nothing. */
  record Replay(WriteResult result) implements WriteDecision {}

  /** The id was used for something else: refuse. */
  record Conflict() implements WriteDecision {}

  /**
   * A request id that took effect.
   *
   * @param payloadHash of what was asked
   * @param result what was answered
   */
  record Applied(String payloadHash, WriteResult result) {}

  /** Decides by what is stored under the request id. */
  static WriteDecision decide(Optional<Applied> earlier, String payloadHash) {
    if (earlier.isEmpty()) {
      return new Execute();
    }
    return earlier.get().payloadHash().equals(payloadHash)
        ? new Replay(earlier.get().result())
        : new Conflict();
  }

  /**
   * Whether a {@code set_score} comes too late: its writer's later one for that event was applied.
   *
   * @param lastSequence of the same writer's last applied {@code set_score} of that event
   */
  static boolean isSuperseded(RequestId id, OptionalLong lastSequence) {
    return id.sequence().isPresent()
        && lastSequence.isPresent()
        && id.sequence().getAsLong() < lastSequence.getAsLong();
  }
}
