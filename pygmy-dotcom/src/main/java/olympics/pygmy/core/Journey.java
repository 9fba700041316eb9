package olympics.pygmy.core;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One request's way through the balancer: what was tried, and what follows.
 *
 * <p>What follows the end of an attempt:
 *
 * <table>
 *   <caption>by outcome</caption>
 *   <tr><th>outcome</th><th>executed?</th><th>read</th><th>write (each has an id)</th></tr>
 *   <tr><td>ANSWERED</td><td>as it says</td><td>pass on</td><td>pass on</td></tr>
 *   <tr><td>REFUSED</td><td>no</td><td>other front-end</td><td>other front-end</td></tr>
 *   <tr><td>BROKEN_WHILE_SENDING</td><td>unknown</td><td>other front-end</td><td>same id</td></tr>
 *   <tr><td>CLOSED…, SILENT, NO_ANSWER</td><td>unknown</td><td>other front-end</td><td>same id</td></tr>
 *   <tr><td>DATABASE_AWAY</td><td>no</td><td>other, not this</td><td>other, not this</td></tr>
 *   <tr><td>DATABASE_BUSY</td><td>no</td><td>back off</td><td>back off</td></tr>
 *   <tr><td>COMMIT_UNKNOWN</td><td>unknown</td><td>pass on</td><td>ask by id</td></tr>
 * </table>
 *
 * <p>"Other front-end" and "same id" are both {@link Step#TRY_AGAIN}: {@link Routing} prefers
 * another one, and the id never changes. A front-end that failed is left alone for a pause with
 * full jitter, between {@link Timing#minBackoffNanos} and an upper bound that is four times that
 * after one failure and doubles up to {@link Timing#maxBackoffNanos}; except once, without a pause,
 * when an idle connection turned out to be closed. When attempts, time, budget or front-ends run
 * out, a write that may have been executed is asked about by its id, once; otherwise the
 * front-end's own fault is passed on if there is one, and if there is none the request is given up.
 */
public final class Journey {
  private final CallKind kind;
  private final Timing timing;
  private final long began;
  private final int[] failures;
  private final long[] notBefore;
  private final boolean[] ruledOut;
  private final boolean[] repeatedAtOnce;
  private final int[] tried;

  private int attempts;
  private int lastTried = -1;
  private boolean mayBeExecuted;
  private boolean asked;
  private Optional<Outcome> lastOutcome = Optional.empty();
  private long arrival;
  private long lookingSince;

  /** A request that arrived now; {@code backEnds} front-ends exist. */
  public Journey(CallKind kind, int backEnds, Timing timing, long now) {
    this.kind = kind;
    this.timing = timing;
    this.began = now;
    this.failures = new int[backEnds];
    this.notBefore = new long[backEnds];
    this.ruledOut = new boolean[backEnds];
    this.repeatedAtOnce = new boolean[backEnds];
    this.tried = new int[backEnds];
  }

  public CallKind kind() {
    return kind;
  }

  /**
   * The request begins to look for a front-end; only evidence newer than {@code arrival} counts.
   */
  public void look(long arrival, long now) {
    this.arrival = arrival;
    this.lookingSince = now;
  }

  /** The request is forwarded. */
  public void forwarded(int backEnd) {
    attempts++;
    tried[backEnd]++;
    lastTried = backEnd;
  }

  /** An attempt ended in this way: what now? */
  public Step ended(
      int backEnd, Outcome outcome, long now, RetryBudget budget, RandomGenerator random) {
    lastOutcome = Optional.of(outcome);
    boolean write = kind == CallKind.WRITE;
    if (outcome == Outcome.ANSWERED || (outcome == Outcome.COMMIT_UNKNOWN && !write)) {
      return Step.PASS_ON;
    }
    mayBeExecuted |= write && outcome.isUnknown();
    if (outcome == Outcome.COMMIT_UNKNOWN && !asked) {
      asked = true;
      return Step.ASK_BY_ID;
    }
    if (outcome == Outcome.DATABASE_AWAY) {
      ruledOut[backEnd] = true;
    }
    pauseAfterFailure(backEnd, outcome, now, random);
    return tryAgainOrEnd(now, budget);
  }

  /** The question by id was not answered with the write's result: what now? */
  public Step notKnownToBeApplied(long now, RetryBudget budget) {
    return lastOutcome.filter(last -> last == Outcome.COMMIT_UNKNOWN).isPresent()
        ? tryAgainOrEnd(now, budget)
        : Step.GIVE_UP;
  }

  /** Nobody can take the request any more, or its time is over: what now? */
  public Step nobodyLeft() {
    if (mayBeExecuted && !asked) {
      asked = true;
      return Step.ASK_BY_ID;
    }
    boolean hasFault = lastOutcome.filter(Outcome::isFromFrontEnd).isPresent();
    return hasFault && !mayBeExecuted ? Step.PASS_ON : Step.GIVE_UP;
  }

  private Step tryAgainOrEnd(long now, RetryBudget budget) {
    boolean again = attempts < timing.maxAttempts() && !isOver(now) && budget.tryRetry(now);
    return again ? Step.TRY_AGAIN : nobodyLeft();
  }

  private void pauseAfterFailure(int backEnd, Outcome outcome, long now, RandomGenerator random) {
    if (outcome == Outcome.CLOSED_UNANSWERED && !repeatedAtOnce[backEnd]) {
      repeatedAtOnce[backEnd] = true;
      return;
    }
    failures[backEnd]++;
    long least = timing.minBackoffNanos();
    long most = Math.min(timing.maxBackoffNanos(), (least * 2) << Math.min(failures[backEnd], 10));
    notBefore[backEnd] = now + least + (most > least ? random.nextLong(most - least) : 0);
  }

  /** Whether there is no time for another attempt, nor to wait on for the one that is made. */
  public boolean isOver(long now) {
    long reserve = kind == CallKind.WRITE ? timing.statusReserveNanos() : 0;
    return now - began >= timing.deadlineNanos() - reserve;
  }

  /**
   * Whether an attempt has waited long enough.
   *
   * @param forwardedAt when it was made
   * @param suspect whether its front-end is suspect
   * @param anotherIsReady whether another front-end was ready when last heard
   */
  public boolean isAttemptOver(
      long forwardedAt, boolean suspect, boolean anotherIsReady, long now) {
    if (isOver(now)) {
      return true;
    }
    long waited = now - forwardedAt;
    if (anotherIsReady && suspect) {
      return waited >= timing.suspectAttemptTimeoutNanos();
    }
    return (anotherIsReady || kind == CallKind.READ) && waited >= timing.attemptTimeoutNanos();
  }

  /** The time that is left of the whole deadline, for asking by id. */
  public long nanosLeft(long now) {
    return Math.max(0, timing.deadlineNanos() - (now - began));
  }

  /** Whether the request, a write, may have taken effect without our knowing. */
  public boolean mayBeExecuted() {
    return mayBeExecuted;
  }

  /** How often the request was forwarded. */
  public int attempts() {
    return attempts;
  }

  long arrival() {
    return arrival;
  }

  long lookingSince() {
    return lookingSince;
  }

  boolean isRuledOut(int backEnd) {
    return ruledOut[backEnd];
  }

  long notBefore(int backEnd) {
    return notBefore[backEnd];
  }

  /** Twice the attempts there, and one more if it was the last one that was tried. */
  int timesTried(int backEnd) {
    return 2 * tried[backEnd] + (backEnd == lastTried ? 1 : 0);
  }
}
