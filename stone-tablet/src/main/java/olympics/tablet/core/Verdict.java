package olympics.tablet.core;

import java.util.Optional;
import olympics.games.core.Version;

/** What a tablet makes of a value that came. */
enum Verdict {
  /** It is the value that is held. */
  SAME,
  /** It is newer than what is held. */
  NEWER,
  /** It holds, and its answer's epoch is the current one from now on. */
  NEW_EPOCH,
  /** As {@link #NEW_EPOCH}, and something that was seen has been undone. */
  UNDONE,
  /** It is older and holds all the same: what is held was undone before the current epoch began. */
  TAKEN_BACK,
  /** It is older, or from a database that is no more: never shown. */
  OLD,
  /** It can be either; only the answer to a question tells. */
  DOUBTFUL;

  /** What a message proves. */
  enum Evidence {
    /** The answer to a question that would be asked in the same way now. */
    ANSWER,
    /** The same, from a server that says that it is out of touch. */
    STALE_ANSWER,
    /** A push, or an answer that was overtaken. */
    HEARSAY
  }

  /**
   * A value's version as a message brought it.
   *
   * @param version of the item's last change
   * @param through what the whole answer is true for; of hearsay it is not looked at
   */
  record Heard(Version version, Version through, Evidence evidence) {
    Heard with(Evidence other) {
      return new Heard(version, through, other);
    }
  }

  /** Judges versions. The one that counts is {@link Verdict#of}; tests plant wrong ones. */
  @FunctionalInterface
  interface Judge {
    Verdict judge(Session session, Heard heard, Optional<Version> held);
  }

  /**
   * Judges a value by what is held and by the session's mark.
   *
   * <p>An item's version is of its last change, whose epoch may be long past, and nothing tells a
   * tablet the order of the epochs. It need not know: an answer is true for a state of the database
   * ({@code through}) that is not older than the mark that its question carried, unless a restored
   * backup undid the mark. Either way the answer is what holds, whatever its numbers. A message
   * without that proof is believed only if it was written in the mark's own epoch.
   */
  static Verdict of(Session session, Heard heard, Optional<Version> held) {
    boolean same = held.filter(heard.version()::equals).isPresent();
    if (heard.evidence() == Evidence.HEARSAY) {
      return same ? SAME : ofHearsay(session, heard.version(), held);
    }
    // Numbers never fall within a lineage.
    boolean fallen =
        !same && held.filter(before -> heard.version().number() <= before.number()).isPresent();
    if (session.isCurrent(heard.through())) {
      return same ? SAME : fallen ? TAKEN_BACK : NEWER;
    }
    if (session.isRetired(heard.through())) {
      return OLD;
    }
    // Better than nothing where nothing was shown; else who is in touch will tell.
    if (heard.evidence() == Evidence.STALE_ANSWER && held.isPresent()) {
      return same ? SAME : DOUBTFUL;
    }
    boolean markUndone =
        session.minVersion().filter(mark -> heard.through().number() < mark.number()).isPresent();
    return fallen || markUndone ? UNDONE : NEW_EPOCH;
  }

  private static Verdict ofHearsay(Session session, Version version, Optional<Version> held) {
    if (!session.isCurrent(version)) {
      return DOUBTFUL;
    }
    if (held.isEmpty() || version.number() > held.get().number()) {
      return NEWER;
    }
    // What is held of another epoch is from before the current one, whatever its number.
    return session.isCurrent(held.get()) ? OLD : TAKEN_BACK;
  }
}
