package olympics.tablet.core;

import java.util.Optional;
import olympics.games.core.Version;

/** What a tablet makes of a version that came. */
enum Verdict {
  /** It is the value that is held. */
  SAME,
  /** It is newer than what is held. */
  NEWER,
  /** It is newer, and its epoch is the current one from now on. */
  NEW_EPOCH,
  /** As {@link #NEW_EPOCH}, and what was held has been undone. */
  UNDONE,
  /** It is older and holds all the same: what is held has been undone, and nothing came since. */
  TAKEN_BACK,
  /** It is older, a duplicate that was overtaken, or of a retired epoch: never shown. */
  OLD,
  /** It can be either; only the answer to a question tells. */
  DOUBTFUL;

  /** What a message proves of any epoch but the current one. */
  enum Evidence {
    /** The answer to a question that would be asked in the same way now. */
    ANSWER,
    /** The same, from a server that says that it is out of touch. */
    STALE_ANSWER,
    /** A push, or an answer that was overtaken. */
    HEARSAY
  }

  /** Judges versions. The one that counts is {@link Verdict#of}; tests plant wrong ones. */
  @FunctionalInterface
  interface Judge {
    Verdict judge(Session session, Version version, Optional<Version> held, Evidence evidence);
  }

  /**
   * Judges a version by what is held and what is known of the database's history.
   *
   * <p>Messages carry the version of an item's last change, which may well be of an epoch before
   * the current one, and nothing tells a tablet the order of the epochs. What it can rely on: an
   * answer is not older than the version that its question carried, unless a restored backup undid
   * that one. So an answer, and nothing else, may say that a value of another epoch holds now.
   */
  static Verdict of(Session session, Version version, Optional<Version> held, Evidence evidence) {
    if (held.isPresent() && held.get().equals(version)) {
      return SAME;
    }
    if (session.minVersion().isEmpty()) {
      return evidence == Evidence.HEARSAY ? DOUBTFUL : NEW_EPOCH;
    }
    boolean heldIsCurrent = held.isPresent() && session.isCurrent(held.get());
    boolean heldIsUnplaced = held.filter(session::hasNoPlaceFor).isPresent();
    boolean below =
        held.isPresent()
            && held.get().epoch().equals(version.epoch())
            && version.number() < held.get().number();
    boolean precedes = session.mayPrecedeCurrent(version);
    // A stale answer is no proof, but better than nothing where nothing was shown.
    boolean backed =
        evidence == Evidence.ANSWER || (evidence == Evidence.STALE_ANSWER && held.isEmpty());
    // Only a question that carried a version of the current epoch can be answered with a later one.
    boolean placing = evidence == Evidence.ANSWER && !heldIsUnplaced;
    // The question carried what is held: older than that is an answer only if that was undone.
    Verdict older = evidence == Evidence.ANSWER ? TAKEN_BACK : OLD;
    return switch (session.relationOf(version)) {
      case CURRENT -> below ? older : heldIsUnplaced && !backed ? DOUBTFUL : NEWER;
      case RETIRED -> !backed || !precedes ? OLD : heldIsCurrent ? older : NEWER;
      case LATER -> !backed ? DOUBTFUL : placing ? NEW_EPOCH : below ? older : NEWER;
      case UNPLACED -> {
        if (!backed) {
          yield DOUBTFUL;
        }
        // Neither replaces a value of the current epoch, nor has a number of it, what is before it.
        boolean undone = heldIsCurrent || (placing && !precedes);
        yield undone ? UNDONE : below ? older : NEWER;
      }
    };
  }
}
