package olympics.rpc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import olympics.process.core.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers XML-RPC calls on {@code POST /RPC2} until it is closed. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
public final class RpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 16;

  private final Settings settings;
  private final EventLoopGroup loops;
  private final ThreadPoolExecutor workers;
  private final Map<Channel, HttpConnection> connections = new ConcurrentHashMap<>();
  private final AtomicBoolean full = new AtomicBoolean();
  private Channel listener;

  /**
   * What a server listens as.
   *
   * @param bind where to listen; port 0 lets the system choose
   * @param identity to sign and verify with; without one every signed-only method is refused
   * @param ready whether to say "ready" in the headers of answers; asked for every answer
   * @param limits how much it takes from its clients
   */
  public record Settings(
      Address bind, Optional<ServerIdentity> identity, BooleanSupplier ready, HttpLimits limits) {
    /** With the limits of the design. */
    public Settings(Address bind, Optional<ServerIdentity> identity, BooleanSupplier ready) {
      this(bind, identity, ready, HttpLimits.DEFAULT);
    }
  }

  private RpcServer(Settings settings) {
    this.settings = settings;
    loops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("rpc-server", true), NioIoHandler.newFactory());
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.limits().waitingCalls()),
            new DefaultThreadFactory("rpc-worker", true));
    workers.allowCoreThreadTimeOut(true);
  }

  /**
   * Listens and answers.
   *
   * @throws PortInUseException at once, if the port is taken
   */
  public static RpcServer start(Settings settings, List<RpcMethod> methods)
      throws PortInUseException {
    RpcServer server = new RpcServer(settings);
    try {
      server.listen(methods);
      return server;
    } catch (PortInUseException | RuntimeException e) {
      server.stopThreads();
      throw e;
    }
  }

  private void listen(List<RpcMethod> methods) throws PortInUseException {
    MethodTable table =
        new MethodTable(methods, settings.identity().map(ServerIdentity::clock), workers);
    HttpEndpoint endpoint = new RpcEndpoint(settings, new XmlRpcCodec(), table);
    Address bind = settings.bind();
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel, endpoint);
                  }
                })
            .bind(new InetSocketAddress(bind.host(), bind.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw cannotListen(bind, bound.cause());
    }
    listener = bound.channel();
  }

  private static RuntimeException cannotListen(Address bind, Throwable cause)
      throws PortInUseException {
    if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
      throw new PortInUseException(bind);
    }
    return new UncheckedIOException(
        new IOException("cannot listen on " + bind + ": " + cause.getMessage(), cause));
  }

  /** A later TLS handler goes first in this pipeline. */
  private void accept(SocketChannel channel, HttpEndpoint endpoint) {
    if (connections.size() >= settings.limits().connections()) {
      if (full.compareAndSet(false, true)) {
        LOG.warn("connections refused: too many open limit={}", settings.limits().connections());
      }
      channel.close();
      return;
    }
    full.set(false);
    HttpConnection connection = new HttpConnection(endpoint, settings.limits());
    connections.put(channel, connection);
    channel.closeFuture().addListener(closed -> connections.remove(channel));
    channel
        .pipeline()
        .addLast(
            connection.byteWatch(),
            new StrictRequestDecoder(settings.limits().headerBytes()),
            new HttpResponseEncoder(),
            connection);
  }

  /** Where it listens, with the port that was chosen. */
  public Address address() {
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    return new Address(settings.bind().host(), port);
  }

  /** Takes no more connections, lets the calls in progress end, at most {@code drain} long. */
  public void close(Duration drain) {
    long deadline = System.nanoTime() + drain.toNanos();
    listener.close().awaitUninterruptibly();
    connections.forEach((channel, connection) -> channel.eventLoop().execute(connection::drain));
    for (Channel channel : List.copyOf(connections.keySet())) {
      long left = deadline - System.nanoTime();
      channel.closeFuture().awaitUninterruptibly(Math.max(0, left), TimeUnit.NANOSECONDS);
    }
    connections.keySet().forEach(Channel::close);
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
