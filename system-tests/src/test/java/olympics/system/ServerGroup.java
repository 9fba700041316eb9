package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.link.FaultyLink;
import olympics.system.link.LinkFault;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;

/**
 * Those who elect and keep the time: a database server (the first) and front-ends, without a
 * balancer. Each reaches each other over a link of its own, so that any pair can be cut.
 *
 * <p>What a server tells others as its address is a port where nobody listens: otherwise those who
 * were greeted would find a way around a cut. Here the servers are called by their place, from 0.
 * Not thread-safe, except {@link #reading}.
 */
final class ServerGroup implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(30);
  private static final CallOptions CALL = CallOptions.within(Duration.ofSeconds(1));

  /** One start of one server. */
  record Life(int server, String name, GamesProcess process) {}

  /**
   * A clock as read from outside.
   *
   * @param life whose
   * @param seconds what it showed
   * @param sent by this machine's monotonic clock, in nanoseconds
   * @param back likewise
   */
  record Reading(Life life, double seconds, long sent, long back) {
    /** How far it is ahead of this machine's monotonic clock; wrong by at most half the trip. */
    double offset() {
      return seconds - (sent + back) / 2e9;
    }

    double errorBound() {
      return (back - sent) / 2e9;
    }
  }

  private final Path root = Games.projectRoot();
  private final Path dataDirectory;
  private final List<Integer> uids;
  private final List<Address> addresses;
  private final List<Address> names;
  private final Map<List<Integer>, FaultyLink> links = new HashMap<>();
  private final Map<Integer, List<String>> arguments = new HashMap<>();
  private final Map<Integer, Life> running = new HashMap<>();
  private final List<Life> lives = new CopyOnWriteArrayList<>();
  private final RpcClient rpc = RpcClient.unsigned();

  /** Prepares servers with these uids. */
  ServerGroup(List<Integer> uids) {
    this.uids = List.copyOf(uids);
    try {
      dataDirectory = Files.createTempDirectory("servers");
      List<Address> free =
          FreePorts.take(2 * size()).stream().map(port -> new Address("localhost", port)).toList();
      addresses = free.subList(0, size());
      names = free.subList(size(), 2 * size());
      for (int from = 0; from < size(); from++) {
        arguments.put(from, new ArrayList<>());
        for (int to = 0; to < size(); to++) {
          if (from != to) {
            links.put(List.of(from, to), FaultyLink.to(addresses.get(to)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return uids.size();
  }

  int uid(int server) {
    return uids.get(server);
  }

  /** All places. */
  List<Integer> all() {
    return IntStream.range(0, size()).boxed().toList();
  }

  /** All places but one. */
  List<Integer> allBut(int server) {
    return all().stream().filter(other -> other != server).toList();
  }

  /** Adds arguments to a server's command line. */
  void with(int server, String... more) {
    Collections.addAll(arguments.get(server), more);
  }

  /** Starts all at the same time and waits until they answer. */
  void startAll() {
    all().forEach(this::launch);
    all().forEach(this::awaitAnswer);
  }

  /** Starts one (again) and waits until it answers. */
  void start(int server) {
    launch(server);
    awaitAnswer(server);
  }

  private void launch(int server) {
    List<String> command = new ArrayList<>();
    String launcher = server == 0 ? "database-server" : "obelix-server";
    command.add(root.resolve("scripts").resolve(launcher).toString());
    command.add("-l");
    command.add("--uid=" + uids.get(server));
    command.add("--port=" + addresses.get(server).port());
    command.add("--advertise=" + names.get(server));
    command.add("--data-dir=" + dataDirectory);
    for (int other : allBut(server)) {
      String option = other == 0 ? "--dbhost=" : server == 0 ? "--xhost=" : "--zhost=";
      command.add(option + links.get(List.of(server, other)).address());
    }
    command.addAll(arguments.get(server));
    try {
      String name = "server " + server;
      GamesProcess process = GamesProcess.start(name, command, dataDirectory, Map.of());
      Life life = new Life(server, name + " life " + lives.size(), process);
      running.put(server, life);
      lives.add(life);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(int server) {
    GamesProcess process = running.get(server).process();
    Awaitility.await("server " + server + " answers")
        .atMost(READY)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              assertThat(process.isAlive()).as(() -> String.join("\n", process.lines())).isTrue();
              return call(server, Methods.GET_ID).isPresent();
            });
  }

  /** Ends a server without warning. */
  void kill(int server) {
    running.remove(server).process().kill();
  }

  /** Ends a server as Ctrl-C does. */
  void terminate(int server) {
    assertThat(running.remove(server).process().terminate(READY)).isZero();
  }

  void signal(int server, String signal) {
    process(server).signal(signal);
  }

  /** The present life of a server. */
  GamesProcess process(int server) {
    return running.get(server).process();
  }

  /** Every start there was. */
  List<Life> lives() {
    return List.copyOf(lives);
  }

  /** Cuts two servers off from each other, in both directions. */
  void cut(int one, int other) {
    links.get(List.of(one, other)).set(new LinkFault.Cut());
    links.get(List.of(other, one)).set(new LinkFault.Cut());
  }

  /** Mends what was cut between two servers; answers how many exchanges the cut has hit. */
  long mend(int one, int other) {
    long bites = 0;
    for (List<Integer> link : List.of(List.of(one, other), List.of(other, one))) {
      links.get(link).set(new LinkFault.None());
      bites += links.get(link).bites();
    }
    return bites;
  }

  Address address(int server) {
    return addresses.get(server);
  }

  /** Whom a server names as leader; nothing if it names none, or does not answer. */
  Optional<Integer> leaderNamedBy(int server) {
    return call(server, Methods.GET_LEADER)
        .filter(List.class::isInstance)
        .map(
            answer -> {
              List<?> named = Struct.array(answer);
              return names.indexOf(new Address((String) named.get(0), (Integer) named.get(1)));
            });
  }

  /** What each of these servers names as leader, as the checker of agreement takes it. */
  Map<String, String> leadersNamedBy(Collection<Integer> servers) {
    return servers.stream()
        .collect(
            Collectors.toMap(
                server -> "server " + server,
                server -> leaderNamedBy(server).map(leader -> "server " + leader).orElse("")));
  }

  /** A server's clock; nothing if it does not answer or was started again meanwhile. */
  Optional<Reading> reading(int server) {
    Optional<Life> life = lifeOf(server);
    long sent = System.nanoTime();
    Optional<Object> seconds = call(server, Methods.GET_TIME_IN_SECONDS);
    long back = System.nanoTime();
    return life.isPresent() && life.equals(lifeOf(server))
        ? seconds.map(s -> new Reading(life.get(), (Double) s, sent, back))
        : Optional.empty();
  }

  private Optional<Life> lifeOf(int server) {
    return lives.stream().filter(life -> life.server() == server).reduce((a, b) -> b);
  }

  private Optional<Object> call(int server, String method) {
    try {
      return Optional.of(rpc.callAndWait(addresses.get(server), method, List.of(), CALL));
    } catch (RpcFault | RpcFailure e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    rpc.close();
    lives.forEach(life -> life.process().close());
    for (FaultyLink link : links.values()) {
      link.close();
    }
    try (Stream<Path> files = Files.walk(dataDirectory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
