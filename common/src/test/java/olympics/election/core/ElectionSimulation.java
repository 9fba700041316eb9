package olympics.election.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import olympics.process.core.ProcessId;

/**
 * A seeded discrete-event simulation of 3 to 7 processes that elect, over links that lose, delay
 * and are cut, while processes crash, restart and are stopped. It throws {@link Violation} at the
 * first broken promise.
 */
final class ElectionSimulation {
  /** A broken promise, with the seed that shows it. */
  static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(long seed, String what) {
      super("seed=" + seed + ": " + what);
    }
  }

  /**
   * What is simulated.
   *
   * @param rules of every process
   * @param newIncarnations whether a restart draws a new incarnation
   * @param takeover whether processes take over from lower leaders
   */
  record Setup(Rules rules, boolean newIncarnations, boolean takeover) {
    static final Setup RIGHT = new Setup(Rules.ALL, true, false);
  }

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long TIMEOUT = SECOND;
  private static final long TICK = 100 * MILLI;
  private static final long LAST_FAULT_BEGINS = 30 * SECOND;
  private static final long LAST_FAULT_ENDS = 39 * SECOND;
  private static final long SETTLE = 10 * SECOND;
  private static final long CUT_END = 80 * SECOND;

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private static final class Node {
    final int index;
    int life;
    ProcessId id;
    Bully bully;
    boolean stopped;
    Term latest;
    final List<Runnable> arrivedWhileStopped = new ArrayList<>();

    Node(int index) {
      this.index = index;
    }

    boolean up() {
      return bully != null;
    }
  }

  private final long seed;
  private final Random random;
  private final Setup setup;
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final List<Node> nodes = new ArrayList<>();
  private final int[][] cuts;
  private final Map<Term, String> led = new HashMap<>();
  private final List<Long> leaderChanges = new ArrayList<>();
  private double loss;
  private long now;
  private long order;
  private int faults;

  private ElectionSimulation(long seed, Setup setup) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.setup = setup;
    int size = 3 + random.nextInt(5);
    this.cuts = new int[size][size];
    boolean equalUids = random.nextInt(10) == 0;
    for (int i = 0; i < size; i++) {
      nodes.add(new Node(i));
    }
    for (Node node : nodes) {
      after(random.nextLong(2 * SECOND), () -> start(node, equalUids ? 1 : node.index));
    }
  }

  /** Runs one seed; answers how many faults were made. */
  static int run(long seed, Setup setup) {
    ElectionSimulation simulation = new ElectionSimulation(seed, setup);
    simulation.runFaults();
    simulation.runWithOneCut();
    simulation.runHealed();
    return simulation.faults;
  }

  private void runFaults() {
    int count = 3 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      after(2 * SECOND + random.nextLong(LAST_FAULT_BEGINS - 2 * SECOND), this::fault);
    }
    runUntil(LAST_FAULT_ENDS);
    loss = 0;
    if (led.size() > 4 + 4 * nodes.size() + 4 * faults) {
      throw new Violation(seed, led.size() + " terms for " + faults + " faults");
    }
  }

  /** A lasting cut between two processes, mostly the two highest, must not make leaders flap. */
  private void runWithOneCut() {
    int a = nodes.size() - 1;
    int b = random.nextBoolean() ? a - 1 : random.nextInt(a);
    cut(a, b, 1);
    runUntil(LAST_FAULT_ENDS + SETTLE);
    long settled = leaderChanges.size();
    runUntil(CUT_END);
    if (leaderChanges.size() > settled + 1) {
      throw new Violation(
          seed, (leaderChanges.size() - settled) + " leader changes in 30 s with one lasting cut");
    }
    cut(a, b, -1);
  }

  private void runHealed() {
    runUntil(CUT_END + SETTLE);
    for (int i = 0; i < 20; i++) {
      runUntil(now + TICK);
      Set<Term> leaders = new HashSet<>();
      for (Node node : nodes) {
        leaders.add(
            node.bully
                .leader(now)
                .orElseThrow(() -> new Violation(seed, node.id.uid() + " knows no leader")));
      }
      if (leaders.size() != 1) {
        throw new Violation(seed, "different leaders are followed: " + leaders);
      }
    }
  }

  private void runUntil(long end) {
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      Event event = queue.poll();
      now = event.at();
      event.what().run();
    }
    now = end;
  }

  private void after(long delay, Runnable what) {
    queue.add(new Event(now + delay, order++, what));
  }

  // Faults.

  private void fault() {
    faults++;
    Node node = nodes.get(random.nextInt(nodes.size()));
    long length = SECOND / 2 + random.nextLong(8 * SECOND);
    switch (random.nextInt(6)) {
      case 0, 1 -> crash(node, length);
      case 2 -> stop(node, length);
      case 3 -> partition(length);
      case 4 -> {
        int other = (node.index + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
        cutFor(node.index, other, length);
      }
      default -> {
        loss = 0.3;
        after(length, () -> loss = 0);
      }
    }
  }

  private void crash(Node node, long length) {
    if (node.up()) {
      int uid = node.id.uid();
      node.bully = null;
      node.stopped = false;
      node.arrivedWhileStopped.clear();
      after(length, () -> start(node, uid));
    }
  }

  private void stop(Node node, long length) {
    if (node.up() && !node.stopped) {
      node.stopped = true;
      int life = node.life;
      after(
          length,
          () -> {
            if (node.life == life) {
              resume(node);
            }
          });
    }
  }

  private void resume(Node node) {
    node.stopped = false;
    List<Runnable> arrived = List.copyOf(node.arrivedWhileStopped);
    node.arrivedWhileStopped.clear();
    arrived.forEach(Runnable::run);
  }

  private void partition(long length) {
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (i % 2 != j % 2) {
          cutFor(i, j, length);
        }
      }
    }
  }

  private void cutFor(int a, int b, long length) {
    cut(a, b, 1);
    after(length, () -> cut(a, b, -1));
  }

  private void cut(int a, int b, int by) {
    cuts[a][b] += by;
    cuts[b][a] += by;
  }

  // Processes.

  private void start(Node node, int uid) {
    node.life++;
    long incarnation = setup.newIncarnations() ? random.nextLong() : node.index;
    node.id = new ProcessId(uid, String.format("%016x%016x", incarnation, node.index));
    node.bully = new Bully(node.id, setup.takeover(), ElectionTimings.STANDARD, now, setup.rules());
    node.latest = Term.none(node.id);
    int life = node.life;
    after(random.nextLong(TICK), () -> tick(node, life));
    after(random.nextLong(TICK), () -> greet(node, life));
  }

  private void tick(Node node, int life) {
    if (node.life != life || !node.up()) {
      return;
    }
    after(TICK, () -> tick(node, life));
    if (!node.stopped) {
      perform(node, node.bully.tick(now));
    }
  }

  private void greet(Node node, int life) {
    if (node.life != life || !node.up()) {
      return;
    }
    after(SECOND, () -> greet(node, life));
    if (node.stopped) {
      return;
    }
    ProcessId sender = node.id;
    Optional<Term> known = node.bully.leader(now);
    for (Node peer : others(node)) {
      call(
          node,
          peer,
          to -> {
            perform(to, to.bully.onMet(sender, known, now));
            return Map.entry(to.id, to.bully.leader(now));
          },
          answer ->
              answer.ifPresent(
                  a -> perform(node, node.bully.onMet(a.getKey(), a.getValue(), now))));
    }
  }

  private void perform(Node node, List<ElectionAction> actions) {
    for (ElectionAction action : actions) {
      if (action instanceof ElectionAction.AskAll ask) {
        askAll(node, ask);
      } else if (action instanceof ElectionAction.Announce announce) {
        announce(node, announce.term());
      } else if (action instanceof ElectionAction.Follow follow) {
        believe(node, follow.term());
      } else if (action instanceof ElectionAction.Lead lead) {
        believe(node, lead.term());
        String leader = node.index + "/" + node.life;
        String before = led.put(lead.term(), leader + "@" + now);
        leaderChanges.add(now);
        if (before != null) {
          throw new Violation(seed, lead.term() + " led by " + before + " and by " + leader);
        }
      }
    }
  }

  private void believe(Node node, Term term) {
    if (term.compareTo(node.latest) < 0) {
      throw new Violation(seed, node.index + " went back to " + term + " from " + node.latest);
    }
    node.latest = term;
  }

  private void askAll(Node node, ElectionAction.AskAll ask) {
    ProcessId sender = node.id;
    int[] open = {nodes.size() - 1};
    for (Node peer : others(node)) {
      call(
          node,
          peer,
          to -> {
            Answered answered = to.bully.onElection(sender, ask.highest(), now);
            perform(to, answered.actions());
            return Map.entry(to.id, answered.reply());
          },
          answer -> {
            answer.ifPresent(
                a ->
                    perform(
                        node,
                        node.bully.onElectionReply(ask.round(), a.getKey(), a.getValue(), now)));
            if (--open[0] == 0) {
              perform(node, node.bully.onAllAnswered(ask.round(), now));
            }
          });
    }
  }

  private void announce(Node node, Term term) {
    for (Node peer : others(node)) {
      call(
          node,
          peer,
          to -> {
            Answered answered = to.bully.onHeartbeat(term, now);
            perform(to, answered.actions());
            return answered.reply();
          },
          answer ->
              answer.ifPresent(reply -> perform(node, node.bully.onHeartbeatReply(reply, now))));
    }
  }

  private List<Node> others(Node node) {
    return nodes.stream().filter(other -> other != node).toList();
  }

  // The network.

  /** One remote call: handled at the receiver, answered or given up at the sender, once. */
  private <T> void call(Node from, Node to, Function<Node, T> handler, Consumer<Optional<T>> done) {
    int life = from.life;
    boolean[] ended = {false};
    Consumer<Optional<T>> once =
        answer ->
            atNode(
                from,
                life,
                () -> {
                  if (!ended[0]) {
                    ended[0] = true;
                    done.accept(answer);
                  }
                });
    after(TIMEOUT, () -> once.accept(Optional.empty()));
    if (isLost(from, to)) {
      return;
    }
    if (!to.up()) {
      after(MILLI, () -> once.accept(Optional.empty()));
      return;
    }
    int lifeOfReceiver = to.life;
    after(
        delay(),
        () ->
            atNode(
                to,
                lifeOfReceiver,
                () -> {
                  T answer = handler.apply(to);
                  if (!isLost(to, from)) {
                    after(delay(), () -> once.accept(Optional.of(answer)));
                  }
                }));
  }

  private void atNode(Node node, int life, Runnable what) {
    if (node.up() && node.life == life) {
      if (node.stopped) {
        node.arrivedWhileStopped.add(() -> atNode(node, life, what));
      } else {
        what.run();
      }
    }
  }

  private boolean isLost(Node from, Node to) {
    return cuts[from.index][to.index] > 0 || random.nextDouble() < loss;
  }

  private long delay() {
    boolean slow = random.nextInt(50) == 0;
    return MILLI / 2 + random.nextLong(slow ? 600 * MILLI : 5 * MILLI);
  }
}
