package olympics.pygmy.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of every front-end, and how new that knowledge is.
 *
 * <p>Every arrival of a request and every beginning of a probe takes the next number of one
 * sequence. What a probe found counts for exactly the requests whose number is lower than the
 * probe's: <b>the probe began after they arrived</b>. At most one probe is in flight for each
 * front-end; all requests that arrived before it began share it, and later ones wait for the next.
 *
 * <p>A front-end whose probe has been out for {@link Timing#suspectAfterNanos} is suspect, for
 * every request, until it answers or refuses again: an accepted connection or a probe that was sent
 * is no sign of life, only an answer is. A probe that is given up tells nothing; it is followed by
 * another one as long as nothing was heard.
 */
public class BackEnds {
  private static final int SMOOTHING = 8;
  private static final int GRACE_IN_PROBE_TIMES = 3;

  private static final class Knowledge {
    private long probeNumber;
    private long probeBegan;
    private Standing found = Standing.UNKNOWN;
    private long foundNumber;
    private boolean suspect;
    private long smoothedProbeNanos;

    private boolean probing() {
      return probeNumber != 0;
    }
  }

  private final List<Knowledge> backEnds = new ArrayList<>();
  private final Timing timing;
  private long sequence;
  private long newestArrival;

  /** Nothing is known of {@code count} front-ends, numbered from 0. */
  public BackEnds(int count, Timing timing) {
    for (int i = 0; i < count; i++) {
      backEnds.add(new Knowledge());
    }
    this.timing = timing;
  }

  /** How many front-ends there are, alive or not. */
  public final int count() {
    return backEnds.size();
  }

  /** A request arrives, or begins to look for another front-end: its number, from 1. */
  public final long arrival() {
    newestArrival = ++sequence;
    return newestArrival;
  }

  /** Whether a probe should begin: none is in flight, and a request has no evidence yet. */
  public final boolean isProbeDue(int backEnd) {
    Knowledge known = backEnds.get(backEnd);
    return !known.probing() && !counts(known.foundNumber, newestArrival);
  }

  /** Whether {@link #isProbeDue} for any front-end. */
  public final boolean isAnyProbeDue() {
    for (int b = 0; b < backEnds.size(); b++) {
      if (isProbeDue(b)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any probe is in flight. */
  public final boolean isAnyProbing() {
    return backEnds.stream().anyMatch(Knowledge::probing);
  }

  /** A probe begins now. */
  public final void probeBegan(int backEnd, long now) {
    Knowledge known = backEnds.get(backEnd);
    if (known.probing()) {
      throw new IllegalStateException("front-end " + backEnd + " has a probe in flight");
    }
    known.probeNumber = ++sequence;
    known.probeBegan = now;
  }

  /** The probe was answered. */
  public final void probeAnswered(int backEnd, boolean ready, long now) {
    Knowledge known = backEnds.get(backEnd);
    if (!known.suspect) {
      long took = now - known.probeBegan;
      known.smoothedProbeNanos += (took - known.smoothedProbeNanos) / SMOOTHING;
    }
    conclude(known, ready ? Standing.READY : Standing.NOT_READY);
  }

  /** The probe found nobody: refused, or closed without an answer. */
  public final void probeRefused(int backEnd) {
    conclude(backEnds.get(backEnd), Standing.DEAD);
  }

  private static void conclude(Knowledge known, Standing found) {
    if (!known.probing()) {
      throw new IllegalStateException("no probe is in flight");
    }
    known.found = found;
    known.foundNumber = known.probeNumber;
    known.probeNumber = 0;
    known.suspect = false;
  }

  /** The probe is given up unanswered: nothing is learnt but silence. */
  public final void probeGivenUp(int backEnd) {
    Knowledge known = backEnds.get(backEnd);
    known.probeNumber = 0;
    known.suspect = true;
  }

  /**
   * Notices that time has passed.
   *
   * @return whether this front-end became suspect just now
   */
  public final boolean becomesSuspect(int backEnd, long now) {
    Knowledge known = backEnds.get(backEnd);
    if (!known.probing() || known.suspect || now - known.probeBegan < timing.suspectAfterNanos()) {
      return false;
    }
    known.suspect = true;
    return true;
  }

  /** Whether the probe has been out for so long that it should be given up. */
  public final boolean isProbeOverdue(int backEnd, long now) {
    Knowledge known = backEnds.get(backEnd);
    return known.probing() && now - known.probeBegan >= timing.probeTimeoutNanos();
  }

  /** How a front-end looks to the request with that number. */
  public final Standing standing(int backEnd, long arrival) {
    Knowledge known = backEnds.get(backEnd);
    if (known.suspect) {
      return Standing.SUSPECT;
    }
    return counts(known.foundNumber, arrival) ? known.found : Standing.UNKNOWN;
  }

  /** What was heard last, however old. For people and for timeouts, never for choosing. */
  public final Standing lastKnown(int backEnd) {
    Knowledge known = backEnds.get(backEnd);
    return known.suspect ? Standing.SUSPECT : known.found;
  }

  /**
   * How long a request that knows a ready front-end waits for word from the others, so that the
   * choice is uniform while all are healthy: three times the slowest front-end's usual probe time,
   * within the bounds of {@link Timing}. Suspect ones are not waited for at all.
   */
  public final long graceNanos() {
    long slowest = 0;
    for (Knowledge known : backEnds) {
      if (!known.suspect) {
        slowest = Math.max(slowest, known.smoothedProbeNanos);
      }
    }
    return Math.min(
        timing.maxGraceNanos(), Math.max(timing.minGraceNanos(), GRACE_IN_PROBE_TIMES * slowest));
  }

  /** Whether a probe is evidence for a request. Overridden only to show that a test notices. */
  boolean counts(long probeNumber, long arrival) {
    return probeNumber > arrival;
  }
}
