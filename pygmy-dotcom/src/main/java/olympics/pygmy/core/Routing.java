package olympics.pygmy.core;

import java.util.random.RandomGenerator;

/**
 * Chooses a front-end for a request, by evidence that is newer than the request.
 *
 * <p>The rule, over the {@linkplain BackEnds#standing standings} as that request sees them:
 *
 * <ol>
 *   <li>Some are ready, and all others have been heard or are suspect: one of the ready, uniformly
 *       at random. While others have not been heard they are waited for, but not longer than {@link
 *       BackEnds#graceNanos} since the request began to look: then one of the ready, uniformly.
 *   <li>None is ready, but some have not been heard: wait. A silent one becomes suspect soon.
 *   <li>None is ready and all are heard or suspect. A read goes to one that is alive but not ready,
 *       as a last resort. Otherwise, if any is suspect, wait for it until the deadline.
 *   <li>Otherwise nobody can take the request.
 * </ol>
 *
 * <p>In a later attempt, those that this request tried least come first, then any but the last one
 * that it tried; one that said that it cannot reach the database is not asked again; and one that
 * failed is left alone for a pause.
 */
public final class Routing {
  private final BackEnds backEnds;
  private final RandomGenerator random;

  /** Chooses among these front-ends with that generator. */
  public Routing(BackEnds backEnds, RandomGenerator random) {
    this.backEnds = backEnds;
    this.random = random;
  }

  /** What to do with a request now. */
  public Choice choose(Journey journey, long now) {
    int ready = 0;
    int unknown = 0;
    int suspect = 0;
    int notReady = 0;
    for (int b = 0; b < backEnds.count(); b++) {
      if (journey.isRuledOut(b)) {
        continue;
      }
      switch (backEnds.standing(b, journey.arrival())) {
        case READY -> ready++;
        case NOT_READY -> notReady++;
        case SUSPECT -> suspect++;
        case UNKNOWN -> unknown++;
        case DEAD -> {}
      }
    }
    if (unknown > 0 && (ready == 0 || now - journey.lookingSince() < backEnds.graceNanos())) {
      return Choice.WAIT;
    }
    if (ready > 0) {
      return oneOf(Standing.READY, journey, now);
    }
    if (notReady > 0 && journey.kind() != CallKind.WRITE) {
      return oneOf(Standing.NOT_READY, journey, now);
    }
    return suspect > 0 ? Choice.WAIT : Choice.NOBODY;
  }

  private Choice oneOf(Standing wanted, Journey journey, long now) {
    int chosen = -1;
    int ties = 0;
    int leastTried = Integer.MAX_VALUE;
    long pauseUntil = Long.MAX_VALUE;
    for (int b = 0; b < backEnds.count(); b++) {
      if (journey.isRuledOut(b) || backEnds.standing(b, journey.arrival()) != wanted) {
        continue;
      }
      if (now < journey.notBefore(b)) {
        pauseUntil = Math.min(pauseUntil, journey.notBefore(b));
        continue;
      }
      int tried = journey.timesTried(b);
      if (tried < leastTried) {
        leastTried = tried;
        ties = 0;
      }
      if (tried == leastTried && random.nextInt(++ties) == 0) {
        chosen = b;
      }
    }
    return chosen >= 0 ? new Choice.Forward(chosen) : new Choice.Pause(pauseUntil);
  }
}
