package olympics.election.core;

/**
 * What a process answers to ELECTION or to a heartbeat.
 *
 * @param kind what it says
 * @param highest the latest term the answerer has seen; for LEADER the term that it leads
 */
public record ElectionReply(Kind kind, Term highest) {
  /** The answers there are. */
  public enum Kind {
    /** To ELECTION: I am higher, leave it to me. */
    OK,
    /** To ELECTION: I hear a leader that is higher than you; do not lead. */
    VETO,
    /** To ELECTION: I have no objection. */
    NACK,
    /** To ELECTION: I lead. As good as a heartbeat. */
    LEADER,
    /** To a heartbeat: I follow you. */
    FOLLOWS,
    /** To a heartbeat: there was a later term than yours. */
    STALE
  }
}
