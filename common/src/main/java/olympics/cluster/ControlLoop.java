package olympics.cluster;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import olympics.cluster.ControlMessages.Call;
import olympics.cluster.ControlMessages.Correction;
import olympics.cluster.ControlMessages.Greeting;
import olympics.cluster.ControlMessages.Leader;
import olympics.election.core.Bully;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the election, the clock rounds and the table of peers. Messages come in
 * as facts, answers to what it sent come back as facts, and nothing blocks it. What others read of
 * it, it publishes.
 */
final class ControlLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
  private static final Duration RESIGN_WITHIN = Duration.ofMillis(500);
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);

  /** What outsiders see of the election; nothing, once {@code until} has passed. */
  private record LeaderView(Optional<Leader> leader, long until) {}

  /** What the control loop works with, made once per server. */
  record Parts(RpcClient client, ServerClock clock, CausalOwner causal) {}

  private final ScheduledExecutorService executor;
  private final ClusterTimings timings;
  private final Peer self;
  private final CausalOwner causal;
  private final Timeline timeline;
  private final PeerTable peers;
  private final ControlCalls calls;
  private final Elections elections;
  private final ClockRounds rounds;
  private final long startedAt = System.nanoTime();

  private boolean closing;
  private long greetAt = startedAt;
  private long noticeAt;
  private long pruneAt = startedAt + PRUNE_EVERY.toNanos();
  private volatile LeaderView leaderView = new LeaderView(Optional.empty(), startedAt);
  private volatile List<Peer> live = List.of();

  /**
   * A loop that does not run yet.
   *
   * @param self this server, as it is reached
   */
  ControlLoop(Peer self, ServerSettings settings, ClusterTimings timings, Parts parts) {
    this.self = self;
    this.timings = timings;
    this.causal = parts.causal();
    this.timeline = new Timeline(parts.clock());
    executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "control-" + self.id().uid());
              thread.setDaemon(true);
              return thread;
            });
    peers = new PeerTable(settings.peers(), timings.live(), startedAt);
    calls = new ControlCalls(parts.client(), executor, timings.call());
    Bully bully = new Bully(self.id(), settings.takeover(), timings.election(), startedAt);
    elections = new Elections(bully, self, timings.election().lease(), peers, calls, timeline);
    rounds =
        new ClockRounds(
            self,
            elections,
            calls,
            peers,
            new ClockRounds.Measured(parts.clock(), timings.clockRound()));
    noticeAt = startedAt + timings.greet().toNanos();
  }

  /** Begins to greet. */
  void start() {
    var unused =
        executor.scheduleAtFixedRate(
            () -> guard(this::tick), 0, timings.tick().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The other servers that answered lately. Thread-safe. */
  List<Peer> livePeers() {
    return live;
  }

  /** The leader that this server believes in now. Thread-safe. */
  Optional<Address> leader() {
    return leaderAndTerm().map(Leader::address);
  }

  /** As {@link #leader}, with the term. Thread-safe. */
  Optional<Leader> leaderAndTerm() {
    LeaderView view = leaderView;
    return System.nanoTime() - view.until() < 0 ? view.leader() : Optional.empty();
  }

  /** What happened to the election here. Thread-safe. */
  Timeline timeline() {
    return timeline;
  }

  /** A peer greets; answers who this server is and whom it follows. */
  CompletableFuture<Object> greeted(ProcessId sender, Greeting greeting) {
    if (!greeting.from().id().equals(sender)) {
      throw new IllegalArgumentException(
          "greeting of " + greeting.from().id() + " signed by " + sender);
    }
    return onLoop(
        now -> {
          if (!sender.equals(self.id())) {
            peers.greetedBy(sender, greeting.from().address(), now).ifPresent(this::greet);
            elections.greetedBy(greeting, now);
          }
          return greeting().toWire();
        });
  }

  /** A peer sends ELECTION. */
  CompletableFuture<Object> onElection(ProcessId sender, Call call) {
    return onLoop(now -> elections.onElection(sender, call, now).toWire());
  }

  /** A leader sends a heartbeat. */
  CompletableFuture<Object> onHeartbeat(ProcessId sender, Call call) {
    return onLoop(now -> elections.onHeartbeat(sender, call, now).toWire());
  }

  /** A leader ends its term. */
  CompletableFuture<Object> onResigned(ProcessId sender, Call call) {
    return onLoop(
        now -> {
          elections.onResigned(sender, call.term(), now);
          return true;
        });
  }

  /** A leader sends a correction of this server's clock. */
  CompletableFuture<Object> onCorrection(ProcessId sender, Correction correction) {
    if (!correction.tag().term().leader().equals(sender)) {
      throw new IllegalArgumentException(
          "correction of term " + correction.tag().term() + " from " + sender);
    }
    return onLoop(now -> rounds.apply(correction));
  }

  private CompletableFuture<Object> onLoop(LongFunction<Object> what) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            if (closing) {
              throw new CompletionException(shuttingDown());
            }
            Object answer = what.apply(System.nanoTime());
            publish(System.nanoTime());
            return answer;
          },
          executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(shuttingDown());
    }
  }

  private static RpcFault shuttingDown() {
    return new RpcFault(FaultCode.UNAVAILABLE, "this server is shutting down");
  }

  private void tick() {
    if (closing) {
      return;
    }
    long now = System.nanoTime();
    for (Peer lost : peers.expire(now)) {
      LOG.info(
          "lost peer {} uid={} role={}, no answer for {} s",
          lost.address(),
          lost.id().uid(),
          lost.role().wireName(),
          timings.live().toMillis() / 1000.0);
    }
    elections.tick(now);
    if (now - greetAt >= 0) {
      greetAt = now + timings.greet().toNanos();
      peers.targets().forEach(this::greet);
    }
    if (elections.isSearching() && now - noticeAt >= 0) {
      noticeAt = now + timings.notice().toNanos();
      LOG.info(
          "searching for other processes tried={}",
          peers.targets().stream().map(Address::toString).collect(joining(",")));
    }
    rounds.tick(now);
    if (now - pruneAt >= 0) {
      pruneAt = now + PRUNE_EVERY.toNanos();
      causal.prune(
          Stream.concat(Stream.of(self.id()), peers.live().stream().map(Peer::id)).toList());
    }
    publish(now);
  }

  private Greeting greeting() {
    return new Greeting(self, elections.leader(System.nanoTime()));
  }

  private void greet(Address address) {
    calls.call(
        address,
        Methods.GREET,
        List.of(greeting().toWire()),
        Greeting::of,
        answer -> answer.ifPresent(greeting -> answered(address, greeting)));
  }

  private void answered(Address address, Greeting greeting) {
    long now = System.nanoTime();
    if (greeting.from().id().equals(self.id())) {
      if (peers.isSelf(address)) {
        LOG.info("{} is this server itself, not a peer", address);
      }
      return;
    }
    Peer from = greeting.from();
    Peer peer = new Peer(address, from.id(), from.role(), from.attributes());
    if (peers.answered(peer, now)) {
      LOG.info("met peer {} uid={} role={}", address, from.id().uid(), from.role().wireName());
      rounds.want();
    }
    elections.answeredGreeting(address, greeting, now);
    rounds.tick(now);
    publish(now);
  }

  private void publish(long now) {
    live = peers.live();
    leaderView = new LeaderView(elections.leader(now), elections.leaderUntil());
  }

  private static void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the control loop met a defect and goes on", e);
    }
  }

  /** Resigns if this server leads, so that the others need not wait for its lease to expire. */
  @Override
  public void close() {
    try {
      CountDownLatch told = new CountDownLatch(1);
      executor.execute(() -> guard(() -> resign(told::countDown)));
      if (!told.await(RESIGN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("not every peer was told that this server ends");
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("was closed before");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      executor.shutdownNow();
    }
  }

  private void resign(Runnable told) {
    closing = true;
    long now = System.nanoTime();
    elections.resign(now, told);
    publish(now);
  }
}
