package olympics.election.core;

/** Where a process stands. All times are monotonic nanoseconds. */
sealed interface ElectionState {
  /** Met no peer since the start: elects nobody. */
  record Searching() implements ElectionState {}

  /**
   * Knows no leader, and elects if it hears of none until {@code retryAt}.
   *
   * @param joining whether this is a newcomer that was told of a leader and waits to hear it
   */
  record Detached(long retryAt, boolean joining) implements ElectionState {}

  /**
   * Asked all peers.
   *
   * @param claiming whether it takes the leadership over from lower leaders
   */
  record Electing(int round, long answersBy, boolean ok, boolean veto, boolean claiming)
      implements ElectionState {}

  /** A higher process answered OK and should announce itself. */
  record Awaiting(long until) implements ElectionState {}

  /** Hears a leader. */
  record Following(Term term, long leaseUntil) implements ElectionState {}

  /** Leads. */
  record Leading(Term term, long beatAt) implements ElectionState {}
}
