package olympics.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import olympics.process.core.Address;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.chaos.FaultNotes;
import olympics.system.link.Capture;
import olympics.system.link.FaultyLink;
import olympics.tls.TlsFiles;
import olympics.wire.Methods;

/**
 * The Games on free ports of this machine, with a data directory of their own: a database server,
 * two front-ends or more, and the balancer, started through the launchers in {@code scripts/}.
 *
 * <p>Not thread-safe, except {@link #call}. Closing it kills every process it started.
 */
public final class Games implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(8);

  /** The programs, as their launchers, modules and jars are called. */
  public static final List<String> PROGRAMS =
      List.of("database-server", "obelix-server", "pygmy-dotcom", "cacofonix", "stone-tablet");

  /** The names of the servers, as {@link #server} takes them. */
  public static final String DATABASE = "database";

  public static final String ONE = "front-end 1";
  public static final String TWO = "front-end 2";
  public static final String BALANCER = "balancer";

  private final Path dataDirectory;
  private final CommandLines commands;
  private final Detours detours;
  private final Map<String, GamesProcess> servers = new LinkedHashMap<>();
  private final List<GamesProcess> clients = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private RpcClient rpc = RpcClient.unsigned();

  private Games(Path dataDirectory, List<String> modes) {
    this.dataDirectory = dataDirectory;
    this.commands = new CommandLines(projectRoot().resolve("scripts"), dataDirectory, modes);
    this.detours = new Detours(commands);
  }

  /**
   * Prepares the seed's four servers: a pull-mode and a push-mode front-end, unless told otherwise.
   *
   * @param modes the cache modes of the front-ends, two or more: pull, push or none
   */
  public static Games prepare(String... modes) {
    try {
      return new Games(
          Files.createTempDirectory("games"),
          modes.length == 0 ? List.of("pull", "push") : List.of(modes));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@link #prepare} and {@link #startAll}. */
  public static Games start(String... modes) {
    Games games = prepare(modes);
    try {
      games.startAll();
      return games;
    } catch (RuntimeException | Error e) {
      games.close();
      throw e;
    }
  }

  /** Adds another balancer, for some of the front-ends; before anything is started. */
  public Games addBalancer(String name, List<String> frontEnds) {
    commands.addBalancer(name, frontEnds);
    return this;
  }

  /** Has the balancer listen on this port of {@link FreePorts}; before anything is started. */
  public Games balancerOn(int port) {
    commands.listenOn(BALANCER, port);
    return this;
  }

  /** Has the balancer's page mark these faults on its timeline; before anything is started. */
  public Games marking(FaultNotes faults) {
    return with(BALANCER, "--faults-file=" + faults.file());
  }

  /** Adds arguments to a server's command line before it is started. */
  public Games with(String server, String... arguments) {
    commands.add(server, arguments);
    return this;
  }

  /** Has a server started by these words in the place of its launcher. */
  public Games startedBy(String server, List<String> words) {
    commands.startBy(server, words);
    return this;
  }

  /** Has all processes started with these options for the virtual machine, and no others. */
  public Games withJavaOptions(String options) {
    environment.put("OLYMPICS_JAVA_OPTS", options);
    return this;
  }

  /**
   * Puts a link that can be made faulty on each way that requests take: from the balancer to the
   * front-ends, and from these to the database server and back. Before anything is started.
   */
  public Games throughLinks() {
    for (String frontEnd : List.of(ONE, TWO)) {
      detours.putBetween(BALANCER, frontEnd);
      detours.putBetween(frontEnd, DATABASE);
      detours.putBetween(DATABASE, frontEnd);
    }
    return this;
  }

  /**
   * Has the servers started as on several machines, without -l: with the certificates that {@code
   * init-secrets} makes now. Before anything is started.
   */
  public Games withCertificates() {
    try (GamesProcess maker = startProcess("init-secrets", commands.ofInitSecrets())) {
      if (maker.waitForEnd(READY) != 0) {
        throw new AssertionError("no certificates:\n" + String.join("\n", maker.lines()));
      }
    }
    commands.spread();
    for (String server : commands.servers()) {
      if (!commands.isBalancer(server) && !detours.hasEntrance(server)) {
        commands.add(server, "--advertise=localhost");
      }
    }
    rpc.close();
    rpc = RpcClient.unsigned(TlsFiles.in(dataDirectory).forClient());
    return this;
  }

  /**
   * Puts one link before each server, and has all the others and the clients go through it, so that
   * what they say can be captured. Before {@link #withCertificates}, if that is called.
   */
  public Games throughEntrances(Capture capture) {
    commands.servers().forEach(server -> detours.putBefore(server, capture));
    return this;
  }

  /** The link on the way from one server to another; {@link #throughLinks} put it there. */
  public FaultyLink link(String from, String to) {
    return detours.between(from, to);
  }

  /** All links, by "from to to"; none unless {@link #throughLinks} was called. */
  public Map<String, FaultyLink> links() {
    return detours.between();
  }

  /** Starts the database server, then the others beside each other; all answer in the end. */
  public void startAll() {
    startServer(DATABASE);
    for (String server : commands.servers()) {
      if (!server.equals(DATABASE)) {
        launchServer(server);
      }
    }
    servers.forEach(this::awaitAnswer);
    awaitServing();
  }

  /** Starts one server (again) and waits until it answers. */
  public GamesProcess startServer(String server) {
    GamesProcess process = launchServer(server);
    awaitAnswer(server, process);
    return process;
  }

  /** Starts one server, and does not wait. */
  public GamesProcess launchServer(String server) {
    GamesProcess process = startProcess(server, commands.of(server));
    servers.put(server, process);
    return process;
  }

  private void awaitAnswer(String server, GamesProcess process) {
    await(server + " answers", () -> process.isAlive() && answers(server), process);
  }

  private boolean answers(String server) {
    // The balancer has an answer of its own (a fault) when no front-end lives.
    try {
      rpc.callAndWait(address(server), Methods.GET_ID, List.of(), within(Duration.ofSeconds(1)));
      return true;
    } catch (RpcFault e) {
      return true;
    } catch (RpcFailure e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until a read through the balancer is answered. */
  public void awaitServing() {
    await(
        "a read through the balancer is answered",
        () -> {
          try {
            call(BALANCER, Methods.LIST_TEAMS);
            return true;
          } catch (RpcFault | RpcFailure e) {
            return false;
          }
        },
        servers.get(BALANCER));
  }

  /** Runs a launcher of {@code scripts/} as a client of these Games. */
  public GamesProcess client(String launcher, String... arguments) {
    List<String> command = commands.ofClient(launcher, detours.entrance(BALANCER), arguments);
    GamesProcess client = startProcess(launcher, command);
    clients.add(client);
    return client;
  }

  private GamesProcess startProcess(String name, List<String> command) {
    try {
      return GamesProcess.start(name, command, dataDirectory, environment);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The process of a server that was started. */
  public GamesProcess server(String server) {
    return servers.get(server);
  }

  /** Where a server listens. */
  public Address address(String server) {
    return commands.address(server);
  }

  /** Calls a method at a server, without signature. */
  public Object call(String server, String method, Object... params) throws RpcFault, RpcFailure {
    try {
      return rpc.callAndWait(address(server), method, List.of(params), within(CALL));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The Cacofonix password of these Games. */
  public String password() {
    try {
      return Files.readString(dataDirectory.resolve("cacofonix-password")).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  /** The folder that holds {@code scripts/}. */
  public static Path projectRoot() {
    String given = System.getProperty("olympics.root", System.getenv("OLYMPICS_HOME"));
    if (given == null) {
      throw new IllegalStateException(
          "the project's root is not known: set the system property olympics.root");
    }
    return Path.of(given).toAbsolutePath().normalize();
  }

  private static CallOptions within(Duration timeout) {
    return CallOptions.within(timeout);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }

  private static void await(
      String what, java.util.function.BooleanSupplier condition, GamesProcess process) {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError(
            "not so in time: " + what + "; printed:\n" + String.join("\n", process.lines()));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    rpc.close();
    clients.forEach(GamesProcess::close);
    List<GamesProcess> reversed = new ArrayList<>(servers.values());
    Collections.reverse(reversed);
    reversed.forEach(GamesProcess::close);
    detours.close();
    try (Stream<Path> files = Files.walk(dataDirectory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
