package olympics.election.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import olympics.election.core.ElectionAction.Announce;
import olympics.election.core.ElectionAction.AskAll;
import olympics.election.core.ElectionAction.Follow;
import olympics.election.core.ElectionAction.Lead;
import olympics.election.core.ElectionAction.Lost;
import olympics.election.core.ElectionAction.Reason;
import olympics.election.core.ElectionAction.Resigned;
import olympics.election.core.ElectionAction.StepDown;
import olympics.election.core.ElectionReply.Kind;
import olympics.election.core.ElectionState.Awaiting;
import olympics.election.core.ElectionState.Detached;
import olympics.election.core.ElectionState.Electing;
import olympics.election.core.ElectionState.Following;
import olympics.election.core.ElectionState.Leading;
import olympics.election.core.ElectionState.Searching;
import olympics.process.core.ProcessId;

/**
 * One process's part in electing the time server: the Bully algorithm (Garcia-Molina 1982) with
 * terms, leases and vetoes. Confined to the control loop.
 *
 * <pre>
 * Searching -> Electing    met a peer that knows no leader
 *           -> Detached    was told of a leader, waits to hear it
 *           -> Following   heard the leader
 * Detached  -> Electing    heard no leader until the retry
 * Electing  -> Awaiting    a higher process answered OK
 *           -> Detached    somebody answered VETO, or did before and is silent now
 *           -> Leading     neither, until all answered or the wait was over
 * Awaiting  -> Electing    no coordinator came in time
 * Following -> Electing    the lease expired, or the leader resigned
 * Leading   -> Detached    a later term was seen, this process was stopped for a lease, or resigns
 * any       -> Following   heard a leader whose term is not earlier than any seen
 * </pre>
 *
 * <p>Without a quorum there is one leader per partition; that will do because a leader serves the
 * time and nothing else. {@code now} is in nanoseconds of one monotonic clock and never decreases.
 */
public final class Bully {
  private final ProcessId self;
  private final boolean takeover;
  private final TimingNanos times;
  private final Rules rules;

  private ElectionState state = new Searching();
  private Term highest;
  private int round;
  private long awakeAt;
  private Optional<Long> lastClaim = Optional.empty();
  private Set<ProcessId> objectors = new HashSet<>();
  private Set<ProcessId> silentObjectors = new HashSet<>();

  /**
   * A process that has just started and searches.
   *
   * @param takeover whether it takes the leadership over from a lower leader that it meets
   */
  public Bully(ProcessId self, boolean takeover, ElectionTimings timings, long now) {
    this(self, takeover, timings, now, Rules.ALL);
  }

  Bully(ProcessId self, boolean takeover, ElectionTimings timings, long now, Rules rules) {
    this.self = self;
    this.takeover = takeover;
    this.times = TimingNanos.of(timings);
    this.rules = rules;
    this.highest = Term.none(self);
    this.awakeAt = now;
  }

  /** Time has passed: expire what is due. Call it several times per heartbeat. */
  public List<ElectionAction> tick(long now) {
    List<ElectionAction> actions = wake(now);
    if (state instanceof Detached detached && now - detached.retryAt() >= 0) {
      elect(false, now, actions);
    } else if (state instanceof Electing electing && now - electing.answersBy() >= 0) {
      conclude(electing, now, actions);
    } else if (state instanceof Awaiting awaiting
        && now - awaiting.until() >= 0
        && rules.retries()) {
      elect(false, now, actions);
    } else if (state instanceof Following following && now - following.leaseUntil() >= 0) {
      actions.add(new Lost(following.term()));
      elect(false, now, actions);
    } else if (state instanceof Leading leading && now - leading.beatAt() >= 0) {
      state = new Leading(leading.term(), now + times.heartbeat());
      actions.add(new Announce(leading.term()));
    }
    return List.copyOf(actions);
  }

  /**
   * A peer greeted or answered a greeting.
   *
   * @param leader whom it follows or, if that is itself, that it leads
   */
  public List<ElectionAction> onMet(ProcessId peer, Optional<Term> leader, long now) {
    List<ElectionAction> actions = wake(now);
    boolean firstHand = leader.isPresent() && leader.get().leader().equals(peer);
    if (firstHand && accepts(leader.get())) {
      hear(leader.get(), now, actions);
    } else if (state instanceof Searching) {
      if (leader.isEmpty()) {
        electFirst(now, actions);
      } else {
        state = new Detached(now + times.lease(), true);
      }
    }
    return List.copyOf(actions);
  }

  /** A peer sent ELECTION. */
  public Answered onElection(ProcessId from, Term seen, long now) {
    if (from.equals(self)) {
      return new Answered(new ElectionReply(Kind.NACK, highest), List.of());
    }
    List<ElectionAction> actions = wake(now);
    see(seen, now, actions);
    if (state instanceof Leading leading) {
      return new Answered(new ElectionReply(Kind.LEADER, leading.term()), actions);
    }
    boolean higher = self.compareTo(from) > 0;
    Kind kind = higher ? Kind.OK : Kind.NACK;
    if (freshLeader(now).isPresent()) {
      boolean leaderAbove = freshLeader(now).get().leader().compareTo(from) > 0;
      if (!higher && leaderAbove && rules.vetoes()) {
        kind = Kind.VETO;
      }
    } else if (state instanceof Searching) {
      electFirst(now, actions);
    } else if (higher && !(state instanceof Electing || state instanceof Awaiting)) {
      elect(false, now, actions);
    }
    return new Answered(new ElectionReply(kind, highest), actions);
  }

  /** A leader sent a heartbeat. */
  public Answered onHeartbeat(Term term, long now) {
    List<ElectionAction> actions = wake(now);
    if (!accepts(term)) {
      return new Answered(new ElectionReply(Kind.STALE, highest), actions);
    }
    hear(term, now, actions);
    return new Answered(new ElectionReply(Kind.FOLLOWS, highest), actions);
  }

  /** A peer answered the ELECTION of that round. */
  public List<ElectionAction> onElectionReply(
      int ofRound, ProcessId from, ElectionReply reply, long now) {
    List<ElectionAction> actions = wake(now);
    see(reply.highest(), now, actions);
    if (state instanceof Electing electing && electing.round() == ofRound) {
      silentObjectors.remove(from);
      if (reply.kind() == Kind.VETO || reply.kind() == Kind.OK) {
        objectors.add(from);
      }
      if (reply.kind() == Kind.LEADER) {
        boolean claimed = electing.claiming() && isBelow(reply.highest());
        if (!claimed && accepts(reply.highest())) {
          hear(reply.highest(), now, actions);
        }
      } else {
        state =
            new Electing(
                ofRound,
                electing.answersBy(),
                electing.ok() || reply.kind() == Kind.OK,
                electing.veto() || reply.kind() == Kind.VETO,
                electing.claiming());
      }
    }
    return List.copyOf(actions);
  }

  /** Every peer has answered the ELECTION of that round, or cannot be reached. */
  public List<ElectionAction> onAllAnswered(int ofRound, long now) {
    List<ElectionAction> actions = wake(now);
    if (state instanceof Electing electing && electing.round() == ofRound) {
      conclude(electing, now, actions);
    }
    return List.copyOf(actions);
  }

  /** A peer answered a heartbeat. */
  public List<ElectionAction> onHeartbeatReply(ElectionReply reply, long now) {
    List<ElectionAction> actions = wake(now);
    see(reply.highest(), now, actions);
    return List.copyOf(actions);
  }

  /** The leader of that term has ended it. */
  public List<ElectionAction> onResigned(Term term, long now) {
    List<ElectionAction> actions = wake(now);
    if (state instanceof Following following && following.term().equals(term)) {
      actions.add(new Resigned(term));
      elect(false, now, actions);
    }
    return List.copyOf(actions);
  }

  /** This process is about to end. Answers the term that it leads, which ends with this. */
  public Optional<Term> resign(long now) {
    Optional<Term> led = leads(now) ? leader(now) : Optional.empty();
    if (led.isPresent()) {
      state = new Detached(now + times.lease(), false);
    }
    return led;
  }

  /** The term of the leader that this process believes in at {@code now}; its own if it leads. */
  public Optional<Term> leader(long now) {
    if (state instanceof Leading leading && !stalled(now)) {
      return Optional.of(leading.term());
    }
    return freshLeader(now);
  }

  /** Until when {@link #leader} holds if nothing more is heard; meaningful if there is one. */
  public long leaderUntil() {
    return state instanceof Following following ? following.leaseUntil() : awakeAt + times.lease();
  }

  /** Whether this process leads at {@code now}: to be asked before acting as the leader. */
  public boolean leads(long now) {
    return state instanceof Leading && !stalled(now);
  }

  /** Whether this process has met nobody since its start. */
  public boolean isSearching() {
    return state instanceof Searching;
  }

  /** Whether this process searches, or was told of a leader and waits to hear it. */
  public boolean isNewcomer() {
    return state instanceof Searching || (state instanceof Detached detached && detached.joining());
  }

  private List<ElectionAction> wake(long now) {
    List<ElectionAction> actions = new ArrayList<>();
    if (state instanceof Leading && stalled(now)) {
      stepDown(Reason.STALLED, now, actions);
    }
    awakeAt = now;
    return actions;
  }

  private boolean stalled(long now) {
    return rules.checksStall() && now - awakeAt > times.lease();
  }

  private void see(Term term, long now, List<ElectionAction> actions) {
    highest = Term.later(highest, term);
    if (state instanceof Leading leading
        && rules.refusesEarlierTerms()
        && highest.compareTo(leading.term()) > 0) {
      stepDown(Reason.SUPERSEDED, now, actions);
      if (mayClaim(highest, now)) {
        claim(now, actions);
      }
    }
  }

  private boolean accepts(Term term) {
    return !rules.refusesEarlierTerms() || term.compareTo(highest) >= 0;
  }

  private void hear(Term term, long now, List<ElectionAction> actions) {
    if (term.leader().equals(self)) {
      return;
    }
    see(term, now, actions);
    if (state instanceof Electing electing && electing.claiming() && isBelow(term)) {
      return;
    }
    boolean newcomer = isNewcomer();
    if (newcomer && mayClaim(term, now)) {
      claim(now, actions);
      return;
    }
    boolean known = state instanceof Following following && following.term().equals(term);
    state = new Following(term, now + times.lease());
    objectors.clear();
    if (!known) {
      actions.add(new Follow(term, newcomer));
    }
  }

  private boolean isBelow(Term term) {
    return term.leader().compareTo(self) < 0;
  }

  private boolean mayClaim(Term term, long now) {
    boolean rested = lastClaim.isEmpty() || now - lastClaim.get() >= times.claimPause();
    return takeover && isBelow(term) && rested;
  }

  /**
   * A newcomer's first election: if it takes over, the answer of a lower leader will not stop it.
   */
  private void electFirst(long now, List<ElectionAction> actions) {
    if (takeover) {
      claim(now, actions);
    } else {
      elect(false, now, actions);
    }
  }

  private void claim(long now, List<ElectionAction> actions) {
    lastClaim = Optional.of(now);
    elect(true, now, actions);
  }

  private void elect(boolean claiming, long now, List<ElectionAction> actions) {
    round++;
    silentObjectors = objectors;
    objectors = new HashSet<>();
    state = new Electing(round, now + times.answer(), false, false, claiming);
    actions.add(new AskAll(round, highest));
  }

  /**
   * Ends the wait for answers. Whoever objected in the round before and is silent in this one is
   * believed to object still, once: its answer may have been late, and leading in spite of it would
   * change the leader for everybody that hears both.
   */
  private void conclude(Electing electing, long now, List<ElectionAction> actions) {
    if (electing.ok()) {
      state = new Awaiting(now + times.coordinator());
    } else if (electing.veto() || !silentObjectors.isEmpty()) {
      state = new Detached(now + times.lease(), false);
    } else {
      Term term = rules.raisesNumber() ? highest.next(self) : new Term(1, self);
      highest = Term.later(highest, term);
      state = new Leading(term, now + times.heartbeat());
      actions.add(new Lead(term));
      actions.add(new Announce(term));
    }
  }

  /**
   * After a stall it elects at the next tick; one that was superseded waits to hear its successor.
   */
  private void stepDown(Reason reason, long now, List<ElectionAction> actions) {
    if (state instanceof Leading leading) {
      actions.add(new StepDown(leading.term(), reason));
      state = new Detached(reason == Reason.STALLED ? now : now + times.lease(), false);
    }
  }

  private Optional<Term> freshLeader(long now) {
    return state instanceof Following following && now - following.leaseUntil() < 0
        ? Optional.of(following.term())
        : Optional.empty();
  }
}
