package olympics.obelix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import olympics.cli.Password;
import olympics.cli.Program;
import olympics.cluster.AsyncXmlRpcServer;
import olympics.cluster.Peer;
import olympics.cluster.ServerSettings;
import olympics.http.PortInUseException;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.PushQueue.Push;
import olympics.process.core.Address;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcMethod;
import olympics.wire.Freshness;
import olympics.wire.GamesStructs;
import olympics.wire.Methods;
import olympics.wire.Origin;

/** A front-end: answers clients from its cache and from the database server. Thread-safe. */
public final class ObelixServer implements AutoCloseable {
  private static final CallOptions PUSH = CallOptions.within(Duration.ofSeconds(1));
  private static final CallOptions CHALLENGE = CallOptions.within(Duration.ofSeconds(2));

  /**
   * How a front-end runs.
   *
   * @param cluster how it takes part in the cluster
   * @param database where the database server is
   * @param databaseDelay added to each call to the database, for experiments
   * @param keeper how its cache is kept
   * @param password what writers must know
   */
  record Settings(
      ServerSettings cluster,
      Address database,
      Duration databaseDelay,
      ScoreKeeper.Settings keeper,
      Password password) {}

  private final AsyncXmlRpcServer server;
  private final String name;
  private final RpcClient tablets;
  private final ScheduledExecutorService polling = scheduler("score-keeper");
  private final ScheduledExecutorService pushing = scheduler("tablet-pusher");

  private ObelixServer(ServerSettings cluster) {
    server = new AsyncXmlRpcServer(cluster);
    name = Role.FRONT_END.nameOf(cluster.uid());
    tablets = RpcClient.unsigned(cluster.links());
  }

  public static void main(String[] args) {
    Program.run(new ObelixCommand(), args);
  }

  /**
   * Starts a front-end.
   *
   * @throws PortInUseException at once, if the port is taken
   */
  static ObelixServer start(Settings settings) throws PortInUseException {
    ObelixServer obelix = new ObelixServer(settings.cluster());
    try {
      obelix.run(settings);
      return obelix;
    } catch (PortInUseException | RuntimeException e) {
      obelix.close();
      throw e;
    }
  }

  private void run(Settings settings) throws PortInUseException {
    long origin = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - origin;
    DatabaseLink database =
        new DatabaseLink(
            new RpcDatabase(server.client(), settings.database(), settings.databaseDelay()), clock);
    TabletPusher pusher =
        new TabletPusher(
            pushing,
            clock,
            this::push,
            new TabletPusher.FrontEnds(
                server::id,
                () ->
                    server.livePeers().stream()
                        .filter(peer -> peer.role() == Role.FRONT_END)
                        .map(Peer::id)
                        .toList()));
    ScoreKeeper keeper = new ScoreKeeper(settings.keeper(), database, clock, polling, pusher);
    TabletFollower follower =
        new TabletFollower(database, clock, polling, settings.keeper().interval(), pusher);
    Registrations registrations = new Registrations(database, keeper, this::challenge);
    PasswordGate gate = new PasswordGate(settings.password(), clock);
    List<RpcMethod> methods = new ArrayList<>(new ReadMethods(keeper, name).all());
    methods.addAll(new WriteMethods(new Writes(database, keeper), gate, server::id).all());
    methods.addAll(new TabletMethods(registrations, keeper, follower).all());
    server.start(methods, database::ready, new CacheStatus(keeper));
    pusher.start(keeper::readThrough);
    var unused = CompletableFuture.allOf(keeper.poll(), follower.poll());
  }

  /** Where it is reached, with the port that was chosen. */
  Address address() {
    return server.address();
  }

  private CompletableFuture<Object> challenge(Address tablet, String challenge) {
    return tablets.call(tablet, Methods.CONFIRM_REGISTRATION, List.of(challenge), CHALLENGE);
  }

  private CompletableFuture<Object> push(Tablet tablet, Push push) {
    CallOptions options = tablet.pushKey().map(PUSH::withPushKey).orElse(PUSH);
    if (push.value() instanceof CachedValue.Tally tally) {
      return tablets.call(
          tablet.address(),
          Methods.PRINT_MEDAL_TALLY_FOR_TEAM,
          List.of(
              pushed(GamesStructs.ofTeam(tally.team(), Freshness.CURRENT)),
              GamesStructs.seconds(tally.team().stamp().asOf())),
          options);
    }
    if (push.value() instanceof CachedValue.Score score) {
      return tablets.call(
          tablet.address(),
          Methods.PRINT_SCORE_FOR_EVENT,
          List.of(
              pushed(GamesStructs.ofEvent(score.event(), Freshness.CURRENT)),
              GamesStructs.seconds(score.event().stamp().asOf())),
          options);
    }
    throw new IllegalArgumentException("only tallies and scores are pushed: " + push);
  }

  private Map<String, Object> pushed(Map<String, Object> struct) {
    struct.put(Origin.SERVED_BY, name);
    return struct;
  }

  private static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Stops; calls in progress may end. */
  @Override
  public void close() {
    server.close();
    polling.shutdownNow();
    pushing.shutdownNow();
    tablets.close();
  }
}
