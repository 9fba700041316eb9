package olympics.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import olympics.cli.Secrets;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.NoClock;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.ServerIdentity;
import olympics.wire.Methods;
import olympics.wire.Struct;
import org.awaitility.Awaitility;

/**
 * A database server alone, and a caller that signs as a front-end would: what is measured is the
 * database's own. Closing it kills what it started and removes its directory.
 */
final class DatabaseRig implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(30);

  private final Path directory;
  private final Path file;
  private final Address address = new Address("localhost", FreePorts.take(1).get(0));
  private final String password;
  private final Secrets secrets;
  private final List<RpcClient> callers = new ArrayList<>();
  private final RpcClient rpc;
  private final List<GamesProcess> processes = new ArrayList<>();

  private DatabaseRig(Path directory, Path file) {
    this.directory = directory;
    this.file = file;
    secrets = Secrets.in(directory, true);
    secrets.cacofonixPassword();
    rpc = anotherCaller();
    try {
      password = Files.readString(directory.resolve("cacofonix-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prepares a database server with a directory of its own. */
  static DatabaseRig prepare() throws IOException {
    Path directory = Files.createTempDirectory("games-database");
    return new DatabaseRig(directory, directory.resolve("scores.db"));
  }

  /** As {@link #prepare}, with the database in a folder where a small disk can be mounted. */
  static DatabaseRig prepareForSmallDisk() throws IOException {
    Path directory = Files.createTempDirectory("games-database");
    Path disk = Files.createDirectory(directory.resolve("disk"));
    return new DatabaseRig(directory, disk.resolve("scores.db"));
  }

  /** Starts the server, behind these words if there are any, as {@code strace -f}. */
  GamesProcess start(String... prefix) throws IOException {
    GamesProcess process = launch(prefix);
    Awaitility.await("the database server answers")
        .atMost(READY)
        .pollInterval(Duration.ofMillis(20))
        .failFast(
            "the database server lives",
            () -> assertThat(process.isAlive()).as(String.join("\n", process.lines())).isTrue())
        .ignoreExceptions()
        .until(() -> read("Gaul").string("team").equals("Gaul"));
    return process;
  }

  /** As {@link #start}, but does not wait for an answer. */
  GamesProcess launch(String... prefix) throws IOException {
    List<String> command = new ArrayList<>(Arrays.asList(prefix));
    command.add(Games.projectRoot().resolve("scripts/database-server").toString());
    command.addAll(List.of("-l", "--uid=0", "--port=" + address.port(), "--data-dir=" + directory));
    command.add("--db=" + file);
    Path temporary = Files.createDirectories(temporary());
    String options = GamesProcess.javaOptions() + " -Djava.io.tmpdir=" + temporary;
    Map<String, String> environment = Map.of("OLYMPICS_JAVA_OPTS", options);
    return track(GamesProcess.start("database", command, directory, environment));
  }

  private Path temporary() {
    return directory.resolve("temporary");
  }

  /** What the servers have in their folder of temporary files: a kill would leave it there. */
  List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(temporary())) {
      return files.toList();
    }
  }

  /** Runs another launcher on this data directory. */
  GamesProcess run(String launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Games.projectRoot().resolve("scripts").resolve(launcher).toString());
    command.addAll(Arrays.asList(arguments));
    command.add("--data-dir=" + directory);
    return track(GamesProcess.start(launcher, command, directory, Map.of()));
  }

  /** Takes care that a process ends with this rig. */
  GamesProcess track(GamesProcess process) {
    processes.add(process);
    return process;
  }

  /** One gold medal more for a team. */
  CompletableFuture<Object> increment(String team, String requestId) {
    return rpc.call(
        address,
        Methods.INCREMENT_MEDAL_TALLY,
        List.of(team, "gold", password, requestId),
        CallOptions.within(CALL));
  }

  /** A caller of its own identity, beside the rig's own: each keeps a limited number of calls. */
  final RpcClient anotherCaller() {
    int number = callers.size() + 1;
    ProcessId id = new ProcessId(8 + number, "%032x".formatted(number));
    RpcClient caller =
        RpcClient.signing(
            new ServerIdentity(Role.FRONT_END, id, secrets.clusterKey(), new NoClock()));
    callers.add(caller);
    return caller;
  }

  /** One gold medal more for a team, on disk when it returns. */
  Struct incrementAndWait(String team, String requestId) throws RpcFault, RpcFailure {
    return incrementAndWait(rpc, team, requestId);
  }

  /** The same by a caller that {@link #anotherCaller} made. */
  Struct incrementAndWait(RpcClient caller, String team, String requestId)
      throws RpcFault, RpcFailure {
    return Struct.of(
        call(caller, Methods.INCREMENT_MEDAL_TALLY, List.of(team, "gold", password, requestId)));
  }

  /** A team's tally. */
  Struct read(String team) throws RpcFault, RpcFailure {
    return Struct.of(call(rpc, Methods.GET_MEDAL_TALLY, List.of(team)));
  }

  /** What became of a write. */
  boolean applied(String requestId) throws RpcFault, RpcFailure {
    return Struct.of(call(rpc, Methods.GET_WRITE_STATUS, List.of(requestId))).bool("applied");
  }

  private Object call(RpcClient caller, String method, List<Object> params)
      throws RpcFault, RpcFailure {
    try {
      return caller.callAndWait(address, method, params, CallOptions.within(CALL));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  Path directory() {
    return directory;
  }

  /** The database file. */
  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    callers.forEach(RpcClient::close);
    processes.forEach(GamesProcess::close);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
