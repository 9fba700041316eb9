package olympics.election.core;

/**
 * The rules that are easily forgotten, each of which a test leaves out to see that it is missed.
 *
 * @param refusesEarlierTerms a heartbeat of an earlier term is answered STALE
 * @param raisesNumber a new term's number is above every number seen
 * @param vetoes a process that hears a leader above the candidate objects
 * @param retries a process that was told OK elects again if no coordinator comes
 * @param checksStall a leader that was stopped for longer than its lease steps down before it acts
 */
record Rules(
    boolean refusesEarlierTerms,
    boolean raisesNumber,
    boolean vetoes,
    boolean retries,
    boolean checksStall) {
  static final Rules ALL = new Rules(true, true, true, true, true);
}
