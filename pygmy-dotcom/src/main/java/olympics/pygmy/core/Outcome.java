package olympics.pygmy.core;

/**
 * How one attempt to have a call answered by a front-end ended, with what that says about whether
 * the call was executed. {@link Journey} has the table of what follows.
 */
public enum Outcome {
  /**
   * An answer, or a fault that says what is wrong with the call (400, 401, 404, 409 and others).
   */
  ANSWERED(Executed.KNOWN),
  /** The connection was refused or never came to be. */
  REFUSED(Executed.NO),
  /** The connection broke while the call was being sent. */
  BROKEN_WHILE_SENDING(Executed.UNKNOWN),
  /** A connection that had served before was closed before the first byte of this answer. */
  CLOSED_UNANSWERED(Executed.UNKNOWN),
  /** The connection ended or broke before the answer was complete. */
  CLOSED(Executed.UNKNOWN),
  /** No answer in time. */
  SILENT(Executed.UNKNOWN),
  /** What came back is no answer: not HTTP, not as long as it said, or a bare 5xx. */
  NO_ANSWER(Executed.UNKNOWN),
  /** Fault 503 of a front-end that cannot reach the database. */
  DATABASE_AWAY(Executed.NO),
  /** Fault 503 of a front-end that can: busy, disk full, rolled back. */
  DATABASE_BUSY(Executed.NO),
  /** Fault 504: the commit failed, and nobody knows how far it came. */
  COMMIT_UNKNOWN(Executed.UNKNOWN);

  private enum Executed {
    KNOWN,
    NO,
    UNKNOWN
  }

  private final Executed executed;

  Outcome(Executed executed) {
    this.executed = executed;
  }

  /** Whether the call may have taken effect without our knowing. */
  public boolean isUnknown() {
    return executed == Executed.UNKNOWN;
  }

  /** Whether the front-end itself said so, in an answer that can be passed on. */
  public boolean isFromFrontEnd() {
    return this == ANSWERED
        || this == DATABASE_AWAY
        || this == DATABASE_BUSY
        || this == COMMIT_UNKNOWN;
  }
}
