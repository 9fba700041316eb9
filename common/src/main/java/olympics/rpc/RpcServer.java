package olympics.rpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import olympics.http.HttpEndpoint;
import olympics.http.HttpLimits;
import olympics.http.HttpServer;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.tls.Links;
import olympics.web.Site;
import olympics.web.SiteEndpoint;

/** Answers XML-RPC calls on {@code POST /RPC2} until it is closed. Thread-safe. */
public final class RpcServer implements AutoCloseable {
  /** With more, the loops and those who call take the processors from each other. */
  private static final int EVENT_LOOPS =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final int WORKERS = 16;
  private static final int WAITING_CALLS = 1024;

  private final EventLoopGroup loops;
  private final ThreadPoolExecutor workers;
  private final HttpServer http;

  /**
   * What a server listens as.
   *
   * @param bind where to listen; port 0 lets the system choose
   * @param identity to sign and verify with; without one every signed-only method is refused
   * @param ready whether to say "ready" in the headers of answers; asked for every answer
   * @param limits how much it takes from its clients
   * @param waitingCalls of methods that block, beyond those that run; one more is answered fault
   *     503
   * @param links with TLS, if they say so
   * @param site pages beside the calls; without one every other request is refused
   */
  public record Settings(
      Address bind,
      Optional<ServerIdentity> identity,
      BooleanSupplier ready,
      HttpLimits limits,
      int waitingCalls,
      Links links,
      Optional<Site> site) {
    /** With the limits of the design, in plain text. */
    public Settings(Address bind, Optional<ServerIdentity> identity, BooleanSupplier ready) {
      this(bind, identity, ready, HttpLimits.DEFAULT, WAITING_CALLS, Links.PLAIN);
    }

    /** Without pages. */
    public Settings(
        Address bind,
        Optional<ServerIdentity> identity,
        BooleanSupplier ready,
        HttpLimits limits,
        int waitingCalls,
        Links links) {
      this(bind, identity, ready, limits, waitingCalls, links, Optional.empty());
    }

    /** The same with other {@link #links}. */
    public Settings with(Links other) {
      return new Settings(bind, identity, ready, limits, waitingCalls, other, site);
    }

    /** The same with pages. */
    public Settings with(Site pages) {
      return new Settings(bind, identity, ready, limits, waitingCalls, links, Optional.of(pages));
    }
  }

  private RpcServer(Settings settings, List<RpcMethod> methods) throws PortInUseException {
    loops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("rpc-server", true), NioIoHandler.newFactory());
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.waitingCalls()),
            new DefaultThreadFactory("rpc-worker", true));
    workers.allowCoreThreadTimeOut(true);
    try {
      http = listen(settings, methods);
    } catch (PortInUseException | RuntimeException e) {
      stopThreads();
      throw e;
    }
  }

  /**
   * Listens and answers.
   *
   * @throws PortInUseException at once, if the port is taken
   */
  public static RpcServer start(Settings settings, List<RpcMethod> methods)
      throws PortInUseException {
    return new RpcServer(settings, methods);
  }

  private HttpServer listen(Settings settings, List<RpcMethod> methods) throws PortInUseException {
    MethodTable table =
        new MethodTable(methods, settings.identity().map(ServerIdentity::clock), workers);
    HttpEndpoint calls = new RpcEndpoint(settings, new XmlRpcCodec(), table);
    try {
      // A client that has sent its calls may end its side and wait for the answers.
      return HttpServer.start(
          new HttpServer.Settings(settings.bind(), settings.limits(), true, settings.links()),
          loops,
          settings.site().<HttpEndpoint>map(site -> new SiteEndpoint(site, calls)).orElse(calls));
    } catch (PortInUseException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, with the port that was chosen. */
  public Address address() {
    return http.address();
  }

  /** Takes no more connections, lets the calls in progress end, at most {@code drain} long. */
  public void close(Duration drain) {
    http.close(drain);
    stopThreads();
  }

  private void stopThreads() {
    workers.shutdownNow();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** {@link #close(Duration)} with two seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }
}
