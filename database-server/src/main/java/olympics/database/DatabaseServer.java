package olympics.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import olympics.cli.CommonOptions;
import olympics.cli.Examples;
import olympics.cli.Password;
import olympics.cli.Program;
import olympics.cli.SecretOptions;
import olympics.cli.Secrets;
import olympics.cli.ServerOptions;
import olympics.cli.UsageException;
import olympics.cluster.AsyncXmlRpcServer;
import olympics.cluster.Peer;
import olympics.cluster.ServerSettings;
import olympics.database.storage.DatabaseManager;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcMethod;
import olympics.wire.Methods;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The database server: answers reads to anybody and writes to the front-ends, tells the front-ends
 * what changed, and takes part in the election. Thread-safe.
 */
public final class DatabaseServer implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final AsyncXmlRpcServer server;
  private final DatabaseManager database;
  private final FanOut fanOut;

  private DatabaseServer(AsyncXmlRpcServer server, DatabaseManager database, FanOut fanOut) {
    this.server = server;
    this.database = database;
    this.fanOut = fanOut;
  }

  /**
   * Opens the database, then listens.
   *
   * @param storage the database; created if it does not exist
   * @throws PortInUseException if the port is taken; the database was not touched then
   * @throws IOException if the database is refused; see its message
   */
  public static DatabaseServer start(
      ServerSettings settings, DatabaseManager.Settings storage, Password password)
      throws IOException {
    requireFree(settings.bind());
    AsyncXmlRpcServer server = new AsyncXmlRpcServer(settings);
    DatabaseManager database = DatabaseManager.open(storage, server::now);
    FanOut fanOut = new FanOut(frontEnds(server));
    database.tell(fanOut);
    DatabaseServer started = new DatabaseServer(server, database, fanOut);
    try {
      server.start(methods(database, password), () -> true, new StorageStatus(database));
    } catch (PortInUseException e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** The application's methods. */
  static List<RpcMethod> methods(DatabaseManager database, Password password) {
    List<RpcMethod> methods = new ArrayList<>(new ReadMethods(database).all());
    methods.addAll(new WriteMethods(database, password).all());
    methods.addAll(new FeedMethods(database).all());
    return methods;
  }

  /** Where it listens. */
  public Address address() {
    return server.address();
  }

  /** Lets the calls in progress end, then closes the database. */
  @Override
  public void close() throws IOException {
    server.close(DRAIN);
    fanOut.close();
    database.close();
  }

  /** A second server would be told of the file in use, but the port is what it should change. */
  private static void requireFree(Address bind) throws IOException {
    if (bind.port() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(bind.host(), bind.port()));
    } catch (BindException e) {
      PortInUseException taken = new PortInUseException(bind);
      taken.initCause(e);
      throw taken;
    }
  }

  private static FanOut.FrontEnds frontEnds(AsyncXmlRpcServer server) {
    return new FanOut.FrontEnds() {
      @Override
      public List<Peer> live() {
        return server.livePeers().stream().filter(peer -> peer.role() == Role.FRONT_END).toList();
      }

      @Override
      public CompletableFuture<?> tell(Peer frontEnd, Map<String, Object> message) {
        return server
            .client()
            .call(
                frontEnd.address(),
                Methods.ITEMS_CHANGED,
                List.of(message),
                CallOptions.within(TIMEOUT));
      }
    };
  }

  /** The command line. */
  @CommandLine.Command(
      name = "database-server",
      description = "Keeps the results of the Games in one file, and serves them.")
  @Examples({
    "database-server --uid=0 --port=8000 -l",
    "database-server --uid=0 --port=8000 --xhost=localhost:8002 --yhost=localhost:8003"
  })
  static final class Command implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final ServerOptions options = new ServerOptions();
    @Mixin private final SecretOptions secretOptions = new SecretOptions();
    @Mixin private final DatabaseOption databaseOption = new DatabaseOption();

    @Option(
        names = {"-x", "--xhost"},
        paramLabel = "HOST:PORT",
        split = ",",
        description = "Address of the first front-end; repeat it or give a list for more.")
    private List<Address> xhosts = new ArrayList<>();

    @Option(
        names = {"-y", "--yhost"},
        paramLabel = "HOST:PORT",
        split = ",",
        description = "Address of the second front-end; repeat it or give a list for more.")
    private List<Address> yhosts = new ArrayList<>();

    @Option(
        names = "--max-requests",
        paramLabel = "N",
        defaultValue = "" + DatabaseManager.DEFAULT_MAX_REQUESTS,
        description = {
          "The most request ids of writes that are kept (default: ${DEFAULT-VALUE}). Each is kept for"
              + " the life of the Games, so that no write is applied twice; a million of them take"
              + " about 250 MB on disk, and each start reads them all. Further writes are refused"
              + " with fault 503; reads go on."
        })
    private long maxRequests;

    @Override
    public Integer call() throws Exception {
      Secrets secrets = secretOptions.secrets(common, options.runLocally());
      List<Address> peers = new ArrayList<>(xhosts);
      peers.addAll(yhosts);
      ServerSettings settings = options.settings(Role.DATABASE, peers, Map.of(), secrets);
      if (maxRequests < 1) {
        throw new UsageException("--max-requests is " + maxRequests + ", expected at least 1");
      }
      DatabaseManager.Settings storage =
          new DatabaseManager.Settings(databaseOption.database(common), maxRequests);
      return Program.runUntilStopped(
          DatabaseServer.start(settings, storage, secrets.cacofonixPassword()));
    }
  }

  /** Runs the server until it is stopped by a signal. */
  public static void main(String[] args) {
    Program.run(new Command(), args);
  }
}
