package olympics.election.core;

/** What the control loop is to do, or to tell. */
public sealed interface ElectionAction {
  /**
   * Send ELECTION to every peer, and report every answer with the round's number.
   *
   * @param round tells the answers of this election from late ones of an earlier
   * @param highest the latest term seen, to be sent along
   */
  record AskAll(int round, Term highest) implements ElectionAction {}

  /** Send a heartbeat of this term to every peer, and report who answers STALE. */
  record Announce(Term term) implements ElectionAction {}

  /** This process leads now. An {@link Announce} follows. */
  record Lead(Term term) implements ElectionAction {}

  /**
   * This process follows another leader or term than before.
   *
   * @param acknowledged whether it is a newcomer that found this leader in office
   */
  record Follow(Term term, boolean acknowledged) implements ElectionAction {}

  /** This process has ceased to lead. */
  record StepDown(Term term, Reason reason) implements ElectionAction {}

  /** The leader that this process followed has been silent for a lease. */
  record Lost(Term term) implements ElectionAction {}

  /** The leader that this process followed has ended its term. An {@link AskAll} follows. */
  record Resigned(Term term) implements ElectionAction {}

  /** Why a leader steps down. */
  enum Reason {
    /** A later term was seen. */
    SUPERSEDED,
    /** This process was stopped for longer than its lease. */
    STALLED
  }
}
