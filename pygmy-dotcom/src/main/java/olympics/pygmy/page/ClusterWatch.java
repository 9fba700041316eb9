package olympics.pygmy.page;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import olympics.process.core.Address;
import olympics.pygmy.page.core.ClusterView;
import olympics.pygmy.page.core.FaultMark;
import olympics.pygmy.page.core.ServerView;
import olympics.pygmy.page.core.Status;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;

/**
 * Asks every server for its status when somebody wants to know, and only then. Front-ends are asked
 * first, then the database servers that they name. Confined to the event loop.
 */
final class ClusterWatch {
  static final CallOptions WITHIN = CallOptions.within(Duration.ofMillis(700));
  private static final int MAX_OTHERS = 4;
  private static final double NANOS = 1e9;

  /** What is younger is not asked for again, so that many who look cost no more than one. */
  private static final long FRESH_NANOS = 250_000_000;

  /** So long it is known well enough which servers there are. */
  private static final long KNOWN_NANOS = 5_000_000_000L;

  private final EventLoop loop;
  private final Balancing balancing;
  private final BiFunction<Address, CallOptions, CompletableFuture<Object>> ask;
  private final Supplier<CompletableFuture<List<FaultMark>>> faults;
  private ClusterView last = ClusterView.EMPTY;
  private long lastAt;
  private Optional<Round> round = Optional.empty();

  /**
   * Asks nobody yet.
   *
   * @param ask calls {@code get_status} at an address; completed on any thread
   * @param faults reads what somebody had happen; completed soon, without failing, on any thread
   */
  ClusterWatch(
      EventLoop loop,
      Balancing balancing,
      BiFunction<Address, CallOptions, CompletableFuture<Object>> ask,
      Supplier<CompletableFuture<List<FaultMark>>> faults) {
    this.loop = loop;
    this.balancing = balancing;
    this.ask = ask;
    this.faults = faults;
  }

  /** One question to all, and who waits for what comes of it. */
  private static final class Round {
    final List<Consumer<ClusterView>> waiting = new ArrayList<>();
    final Map<Address, ServerView> answered = new HashMap<>();
    final Set<Address> others = new LinkedHashSet<>();
    int open;
  }

  /** What was found last, however old. */
  ClusterView last() {
    return last;
  }

  /** The front-ends, and the database servers that are known; has them looked for if need be. */
  List<Address> servers() {
    if (last.servers().isEmpty() || System.nanoTime() - lastAt > KNOWN_NANOS) {
      look(view -> {});
    }
    List<Address> all = new ArrayList<>();
    balancing.report().forEach(report -> all.add(report.address()));
    last.servers().stream()
        .filter(server -> server.rotation().isEmpty())
        .flatMap(server -> address(server.address()).stream())
        .forEach(all::add);
    return all;
  }

  /** Asks all servers, or joins those who wait already, unless it is known well enough. */
  void look(Consumer<ClusterView> then) {
    if (!last.servers().isEmpty() && System.nanoTime() - lastAt < FRESH_NANOS) {
      then.accept(last);
      return;
    }
    if (round.isPresent()) {
      round.get().waiting.add(then);
      return;
    }
    Round begun = new Round();
    begun.waiting.add(then);
    round = Optional.of(begun);
    balancing.lookAround();
    List<Address> frontEnds =
        balancing.report().stream().map(Balancing.FrontEndReport::address).toList();
    begun.open = frontEnds.size();
    frontEnds.forEach(address -> ask(begun, address, () -> askOthers(begun)));
  }

  private void askOthers(Round asked) {
    Set<Address> known = new LinkedHashSet<>(asked.answered.keySet());
    for (ServerView server : List.copyOf(asked.answered.values())) {
      server
          .status()
          .ifPresent(
              status ->
                  status.peers().stream()
                      .filter(peer -> peer.role().equals("database"))
                      .flatMap(peer -> address(peer.address()).stream())
                      .filter(address -> !known.contains(address))
                      .forEach(asked.others::add));
    }
    // One that does not answer any more is asked until somebody names another.
    if (asked.others.isEmpty()) {
      last.servers().stream()
          .filter(server -> server.rotation().isEmpty())
          .flatMap(server -> address(server.address()).stream())
          .forEach(asked.others::add);
    }
    List<Address> some = asked.others.stream().limit(MAX_OTHERS).toList();
    asked.others.retainAll(some);
    asked.open = some.size();
    if (some.isEmpty()) {
      askFaults(asked);
    }
    some.forEach(address -> ask(asked, address, () -> askFaults(asked)));
  }

  private void askFaults(Round asked) {
    var unused = faults.get().thenAccept(marks -> onLoop(() -> conclude(asked, marks)));
  }

  private static Optional<Address> address(String text) {
    try {
      return Optional.of(Address.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void ask(Round asked, Address address, Runnable whenAllAnswered) {
    long sent = System.nanoTime();
    var unused =
        ask.apply(address, WITHIN)
            .whenComplete(
                (answer, error) -> {
                  long back = System.nanoTime();
                  onLoop(
                      () -> {
                        asked.answered.put(address, view(address, answer, error, sent, back));
                        if (--asked.open == 0) {
                          whenAllAnswered.run();
                        }
                      });
                });
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The balancer was stopped: nobody waits any more.
      round = Optional.empty();
    }
  }

  private ServerView view(Address address, Object answer, Throwable error, long sent, long back) {
    Optional<Status> status = Optional.empty();
    String failure = "";
    if (error != null) {
      failure = reason(error);
    } else {
      try {
        status = Optional.of(Status.of(answer));
      } catch (IllegalArgumentException e) {
        failure = "its answer is no status: " + e.getMessage();
      }
    }
    return new ServerView(
        address.toString(),
        Optional.empty(),
        status,
        failure,
        sent / NANOS,
        back / NANOS,
        status.flatMap(now -> rate(address.toString(), now, sent / NANOS)));
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return cause instanceof RpcFault || cause instanceof RpcFailure
        ? cause.getMessage()
        : cause.toString();
  }

  /** Requests per second since the last view, which our own question is one of. */
  private Optional<Double> rate(String address, Status now, double at) {
    return last.servers().stream()
        .filter(before -> before.address().equals(address) && at > before.sent())
        .flatMap(
            before ->
                before.status().stream()
                    .filter(then -> then.incarnation().equals(now.incarnation()))
                    .map(then -> (now.requests() - then.requests()) / (at - before.sent())))
        .findFirst();
  }

  private void conclude(Round asked, List<FaultMark> marks) {
    List<ServerView> servers = new ArrayList<>();
    for (Balancing.FrontEndReport report : balancing.report()) {
      ServerView found = asked.answered.get(report.address());
      servers.add(
          new ServerView(
              found.address(),
              Optional.of(report.rotation()),
              found.status(),
              found.failure(),
              found.sent(),
              found.back(),
              found.requestsPerSecond()));
    }
    asked.others.stream()
        .map(asked.answered::get)
        .filter(found -> servers.stream().noneMatch(server -> server.isLifeOf(found)))
        .forEachOrdered(servers::add);
    last =
        new ClusterView(
            servers, balancing.requests(), balancing.faults(), System.currentTimeMillis(), marks);
    lastAt = System.nanoTime();
    round = Optional.empty();
    asked.waiting.forEach(waiting -> waiting.accept(last));
  }
}
