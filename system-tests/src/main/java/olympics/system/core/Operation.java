package olympics.system.core;

import olympics.games.core.Version;

/** One call as its client saw it. Times are on the client's monotonic clock, in nanoseconds. */
public sealed interface Operation {
  /** Who called; a client's calls follow one another. */
  int client();

  /** When it was sent. */
  long begin();

  /** When its outcome was known. */
  long end();

  /** How a call ended. */
  enum Outcome {
    /** Acknowledged. */
    OK,
    /** Refused: certainly not executed. */
    FAILED,
    /** No answer, or an answer that says so: may have been executed. */
    UNKNOWN
  }

  /**
   * A medal for a team.
   *
   * @param id the request id, never used twice for different writes
   * @param team whom it is for
   * @param version of the answer; null unless acknowledged
   */
  record Increment(
      int client, long begin, long end, String id, String team, Outcome outcome, Version version)
      implements Operation {}

  /**
   * A read of a team's tally.
   *
   * @param medals all medals together, as answered
   * @param version as answered
   * @param minVersion as asked for, or null
   * @param stale as answered
   */
  record Read(
      int client,
      long begin,
      long end,
      String team,
      int medals,
      Version version,
      Version minVersion,
      boolean stale)
      implements Operation {}
}
