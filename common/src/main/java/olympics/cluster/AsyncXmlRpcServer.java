package olympics.cluster;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.rpc.ServerIdentity;

/**
 * What the database server and every front-end are built on: the RPC endpoint, the peers, and the
 * control loop that elects a time server and keeps the clock. Thread-safe.
 *
 * <p>Offers {@code get_id}, {@code get_host}, {@code get_leader}, {@code get_time_in_seconds}
 * {@code get_status} and {@code get_messages} beside the application's methods.
 */
public final class AsyncXmlRpcServer implements AutoCloseable {
  private final ServerSettings settings;
  private final ClusterTimings timings;
  private final ProcessId id;
  private final ServerClock clock;
  private final Optional<TraceLog> trace;
  private final CausalOwner causal;
  private final ServerIdentity identity;
  private final RpcClient client;

  private volatile Optional<Running> running = Optional.empty();

  /** What exists between start and close. */
  private record Running(RpcServer endpoint, Address address, ControlLoop loop) {}

  /**
   * Makes the server; nothing runs and no port is taken before {@link #start}.
   *
   * @throws java.io.UncheckedIOException if the trace cannot be written
   */
  public AsyncXmlRpcServer(ServerSettings settings) {
    this(settings, ClusterTimings.STANDARD);
  }

  AsyncXmlRpcServer(ServerSettings settings, ClusterTimings timings) {
    this.settings = settings;
    this.timings = timings;
    id = new ProcessId(settings.uid(), newIncarnation());
    clock =
        new ServerClock(
            new LocalClock(settings.clockOffset(), settings.clockDriftPpm()), timings.firstTime());
    trace = settings.trace().map(file -> new TraceLog(file, id));
    causal = new CausalOwner(id, trace, new MessageLog(clock::probeNanos));
    identity = new ServerIdentity(settings.role(), id, settings.key(), causal);
    client = RpcClient.signing(identity, settings.links());
  }

  private static String newIncarnation() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /**
   * Listens, and begins to search for the peers.
   *
   * @param methods the application's methods
   * @param ready whether the application can serve; told in the headers of every answer
   * @throws PortInUseException at once, if the port is taken
   */
  public void start(List<RpcMethod> methods, BooleanSupplier ready) throws PortInUseException {
    start(methods, ready, StatusDetails.NONE);
  }

  /**
   * As {@link #start(List, BooleanSupplier)}.
   *
   * @param details what {@code get_status} tells of the application
   */
  public void start(List<RpcMethod> methods, BooleanSupplier ready, StatusDetails details)
      throws PortInUseException {
    List<RpcMethod> all = new ArrayList<>(methods);
    all.addAll(ControlMethods.forAnybody(new Tells()));
    all.addAll(ControlMethods.forServers(() -> running.map(Running::loop), clock));
    Peer own = new Peer(settings.advertise(), id, settings.role(), settings.attributes());
    all.add(
        new StatusMethod(own, clock, causal, details, () -> running.map(Running::loop)).method());
    all.add(new MessagesMethod(own, causal).method());
    RpcServer endpoint =
        RpcServer.start(
            new RpcServer.Settings(settings.bind(), Optional.of(identity), ready)
                .with(settings.links()),
            all);
    Address advertised = settings.advertise();
    Address address =
        advertised.port() == 0
            ? new Address(advertised.host(), endpoint.address().port())
            : advertised;
    Peer self = new Peer(address, id, settings.role(), settings.attributes());
    ControlLoop loop =
        new ControlLoop(self, settings, timings, new ControlLoop.Parts(client, clock, causal));
    running = Optional.of(new Running(endpoint, address, loop));
    loop.start();
  }

  /** This life of this server. */
  public ProcessId id() {
    return id;
  }

  /**
   * The address that others are told, with the port that was chosen.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public Address address() {
    return running
        .orElseThrow(() -> new IllegalStateException("the server has not been started"))
        .address();
  }

  /** The client for calls to other servers; signs and carries the vector clock. */
  public RpcClient client() {
    return client;
  }

  /**
   * The synchronised time as a public timestamp: never goes backwards, in steps of at least a
   * microsecond. The first call may wait up to a second for the first clock round.
   */
  public Instant now() {
    return clock.now();
  }

  /** The servers that answered within the last three seconds, without this one. */
  public List<Peer> livePeers() {
    return running.map(r -> r.loop().livePeers()).orElse(List.of());
  }

  /** The elected time server's address, this one's included. */
  public Optional<Address> leader() {
    return running.flatMap(r -> r.loop().leader());
  }

  /** Stops; calls in progress may end within {@code drain}. */
  public void close(Duration drain) {
    running.ifPresent(
        r -> {
          r.loop().close();
          r.endpoint().close(drain);
        });
    client.close();
    trace.ifPresent(TraceLog::close);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }

  /** For tests: the clock that this server keeps. */
  ServerClock clock() {
    return clock;
  }

  /** For tests: the vector clock that this server keeps. */
  CausalOwner causal() {
    return causal;
  }

  private final class Tells implements ControlMethods.Told {
    @Override
    public int uid() {
      return id.uid();
    }

    @Override
    public Address address() {
      return AsyncXmlRpcServer.this.address();
    }

    @Override
    public Optional<Address> leader() {
      return AsyncXmlRpcServer.this.leader();
    }

    @Override
    public CompletableFuture<Instant> time() {
      return clock.soon();
    }
  }
}
