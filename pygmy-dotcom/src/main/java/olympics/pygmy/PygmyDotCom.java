package olympics.pygmy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import olympics.cli.Program;
import olympics.http.HttpServer;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.pygmy.page.Balancing;
import olympics.pygmy.page.ClusterPage;
import olympics.pygmy.page.FaultsFile;
import olympics.rpc.NoClock;
import olympics.rpc.RequestSigner;
import olympics.rpc.RpcClient;
import olympics.rpc.ServerIdentity;
import olympics.rpc.XmlRpcCodec;
import olympics.web.SiteEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The balancer: for every request it asks all front-ends whether they live, then has a random live
 * one answer it. Started and closed from any thread; all else happens on its one event loop.
 */
public final class PygmyDotCom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PygmyDotCom.class);
  private static final int UID = -1;
  private static final int INCARNATION_BYTES = 16;
  private static final int CONNECT_MILLIS = 5000;
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final EventLoopGroup group;
  private final EventLoop loop;
  private final BackgroundNames names = new BackgroundNames();
  private final Counters counters;
  private final Balancer balancer;
  private final HttpServer clients;
  private final ClusterPage page;

  private PygmyDotCom(Settings settings) throws IOException {
    group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("pygmy-loop"), NioIoHandler.newFactory());
    loop = group.next();
    counters = new Counters(settings.frontEnds().size());
    RelayedClock causality = new RelayedClock();
    ServerIdentity identity =
        new ServerIdentity(
            Role.BALANCER, new ProcessId(UID, incarnation()), settings.key(), causality);
    Tools tools =
        new Tools(
            identity.id(),
            new XmlRpcCodec(),
            new RequestSigner(identity),
            causality,
            counters,
            new LoopClock());
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .resolver(names)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
    balancer = new Balancer(loop, settings, tools, new Outwards(bootstrap, settings.links()));
    page =
        new ClusterPage(
            loop,
            new Watched(),
            () -> statusClient(settings),
            settings.faults().map(FaultsFile::new));
    try {
      // A client that ends its side is gone: its reads should not keep front-ends busy.
      clients =
          HttpServer.start(
              new HttpServer.Settings(
                  settings.bind(), settings.limits().clients(), false, settings.links()),
              group,
              new SiteEndpoint(page.site(), new ClientEndpoint(balancer, new Calls(tools))));
    } catch (IOException | RuntimeException e) {
      stop();
      throw e;
    }
    loop.execute(balancer::lookAround);
  }

  /** Runs the balancer as a process, see {@code --help}. */
  public static void main(String[] args) {
    Program.run(new PygmyCommand(), args);
  }

  /**
   * Listens and balances.
   *
   * @throws PortInUseException at once, if the port is taken
   * @throws IOException if it cannot listen for another reason
   */
  static PygmyDotCom start(Settings settings) throws IOException {
    PygmyDotCom pygmy = new PygmyDotCom(settings);
    LOG.info(
        "listening address={} front-ends={}",
        pygmy.address(),
        settings.frontEnds().stream().map(Address::toString).collect(Collectors.joining(",")));
    return pygmy;
  }

  /** Of an incarnation of its own: its counter is another one than that of what is forwarded. */
  private static RpcClient statusClient(Settings settings) {
    return RpcClient.signing(
        new ServerIdentity(
            Role.BALANCER, new ProcessId(UID, incarnation()), settings.key(), new NoClock()),
        settings.links());
  }

  /** The balancer as its page sees it. */
  private final class Watched implements Balancing {
    @Override
    public List<FrontEndReport> report() {
      return balancer.report();
    }

    @Override
    public void lookAround() {
      balancer.lookAround();
    }

    @Override
    public long requests() {
      return counters.snapshot().requests();
    }

    @Override
    public long faults() {
      return counters.snapshot().faults();
    }
  }

  private static String incarnation() {
    byte[] drawn = new byte[INCARNATION_BYTES];
    new SecureRandom().nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /** Where it listens, with the port that was chosen. */
  public Address address() {
    return clients.address();
  }

  /** How often what happened. Not for the event loop. */
  Counters.Snapshot counters() {
    return loop.submit(counters::snapshot).syncUninterruptibly().getNow();
  }

  /** How many calls, connections and bytes of requests are held. Not for the event loop. */
  Held held() {
    return loop.submit(
            () -> new Held(balancer.inFlight(), clients.openConnections(), clients.bufferedBytes()))
        .syncUninterruptibly()
        .getNow();
  }

  /** What the balancer holds for its clients at a moment. */
  record Held(int calls, int connections, long bufferedBytes) {}

  /** Takes no more requests, lets those in progress end for two seconds, and stops. */
  @Override
  public void close() {
    clients.close(DRAIN);
    stop();
  }

  private void stop() {
    page.close();
    loop.submit(balancer::close).awaitUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    names.close();
  }
}
