package olympics.pygmy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import olympics.games.core.Names;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.pygmy.core.BackEnds;
import olympics.pygmy.core.Standing;
import olympics.rpc.GamesHeaders;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which front-ends live: sends the probes that {@link BackEnds} says are due, tells it
 * what came back, and tells people when something changed. Confined to the event loop.
 */
final class Liveness {
  private static final Logger LOG = LoggerFactory.getLogger(PygmyDotCom.class);
  private static final int OK = 200;

  private final BackEnds backEnds;
  private final List<FrontEnd> frontEnds;
  private final List<Prober> probers = new ArrayList<>();
  private final XmlRpcCodec codec;
  private final Counters counters;
  private final LoopClock clock;
  private final Runnable onNews;
  private boolean someAlive = true;

  /**
   * Nothing is asked yet.
   *
   * @param onNews runs after each change of what is known
   */
  Liveness(
      BackEnds backEnds,
      List<FrontEnd> frontEnds,
      Outwards outwards,
      Tools tools,
      Runnable onNews) {
    this.backEnds = backEnds;
    this.frontEnds = frontEnds;
    this.codec = tools.codec();
    this.counters = tools.counters();
    this.clock = tools.clock();
    this.onNews = onNews;
    byte[] question = codec.encodeCall(Prober.method(), List.of());
    for (int b = 0; b < frontEnds.size(); b++) {
      Address address = frontEnds.get(b).address();
      probers.add(new Prober(outwards, address, question, listener(b)));
    }
  }

  private Prober.Listener listener(int backEnd) {
    return new Prober.Listener() {
      @Override
      public void answered(Answer answer) {
        try {
          probeAnswered(backEnd, answer);
        } finally {
          answer.release();
        }
        onNews.run();
      }

      @Override
      public void refused(String reason) {
        backEnds.probeRefused(backEnd);
        changed(backEnd, "does not answer: " + reason);
        onNews.run();
      }
    };
  }

  /** Begins the probes that are due. */
  void probe() {
    for (int b = 0; b < frontEnds.size(); b++) {
      if (backEnds.isProbeDue(b)) {
        backEnds.probeBegan(b, clock.now());
        counters.probe(b);
        probers.get(b).ask();
      }
    }
  }

  /** Notices silence. */
  void tick() {
    long now = clock.now();
    for (int b = 0; b < frontEnds.size(); b++) {
      if (backEnds.becomesSuspect(b, now)) {
        changed(b, "is silent, others are tried first");
        onNews.run();
      }
      if (backEnds.isProbeOverdue(b, now)) {
        backEnds.probeGivenUp(b);
        probers.get(b).giveUp();
      }
    }
    probe();
  }

  private void probeAnswered(int backEnd, Answer answer) {
    String incarnation = answer.headers().get(GamesHeaders.INCARNATION);
    if (answer.status() != OK || incarnation == null || !ProcessId.isIncarnation(incarnation)) {
      backEnds.probeRefused(backEnd);
      changed(backEnd, "does not answer as a front-end: HTTP status " + answer.status());
      return;
    }
    boolean ready = Verdicts.isReady(answer);
    long now = clock.now();
    backEnds.probeAnswered(backEnd, ready, now);
    FrontEnd frontEnd = frontEnds.get(backEnd);
    frontEnd.heard(now);
    frontEnd.answeredAs(incarnation);
    if (frontEnd.uid().isEmpty()) {
      // The uid is in the body, which is read only when somebody new answers.
      frontEnd.hasUid(uid(answer));
    }
    Standing standing = ready ? Standing.READY : Standing.NOT_READY;
    if (frontEnd.isToldAs(standing, incarnation)) {
      return;
    }
    String who = " uid=" + frontEnd.uid().orElseThrow() + " incarnation=" + incarnation;
    changed(backEnd, (ready ? "is alive" : "is not ready: cannot reach its database") + who);
    frontEnd.toldAs(standing, incarnation);
  }

  private String uid(Answer answer) {
    try {
      return Names.quotable(String.valueOf(codec.decodeAnswer(Content.of(answer.body()))));
    } catch (RpcFault | RpcFailure e) {
      LOG.debug("a front-end does not tell its uid", e);
      return "unknown";
    }
  }

  private void changed(int backEnd, String condition) {
    FrontEnd frontEnd = frontEnds.get(backEnd);
    if (frontEnd.condition(condition)) {
      LOG.info("front-end {} {}", frontEnd.address(), condition);
    }
    boolean alive =
        IntStream.range(0, frontEnds.size())
            .mapToObj(backEnds::lastKnown)
            .anyMatch(known -> known != Standing.DEAD && known != Standing.SUSPECT);
    if (someAlive && !alive) {
      LOG.warn("no front-end is alive");
    }
    someAlive = alive;
  }

  /** What is wrong with all of them together, in words. */
  String summary() {
    Set<Standing> known = EnumSet.noneOf(Standing.class);
    for (int b = 0; b < frontEnds.size(); b++) {
      known.add(backEnds.lastKnown(b));
    }
    if (known.equals(EnumSet.of(Standing.DEAD))) {
      return "no front-end is alive";
    }
    boolean ready = known.contains(Standing.READY) || known.contains(Standing.SUSPECT);
    return ready ? "no front-end answered in time" : "no front-end can reach its database";
  }

  boolean isAsking() {
    return backEnds.isAnyProbing();
  }

  /** What is known of every front-end, for the text of a fault. */
  String conditions() {
    return frontEnds.stream()
        .map(frontEnd -> frontEnd.address() + " " + frontEnd.condition())
        .collect(Collectors.joining(", "));
  }

  void close() {
    probers.forEach(Prober::giveUp);
  }
}
