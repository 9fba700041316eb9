package olympics.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import olympics.process.core.Address;
import olympics.tls.Links;

/**
 * Serves one port by an {@link HttpEndpoint} until it is closed, on event loops that its caller
 * owns and stops afterwards. Thread-safe.
 */
public final class HttpServer {
  private static final int BACKLOG = 1024;
  private static final long MIN_WATCH_MILLIS = 10;
  private static final long MAX_WATCH_MILLIS = 1000;

  private final Settings settings;
  private final HttpEndpoint endpoint;
  private final OpenConnections open;
  private final HandshakeLog handshakes = new HandshakeLog();
  private final List<Future<?>> watches = new ArrayList<>();
  private final Channel listening;

  /**
   * What a server listens as.
   *
   * @param bind where to listen; port 0 lets the system choose
   * @param limits how much it takes from its clients
   * @param halfClose what it means that a client ends its side of a connection. True: it may still
   *     wait for answers, and gets them. False: it is gone, and what it asked for is cancelled.
   *     HTTP allows both; one who has died looks the same as one who only sends no more.
   * @param links with TLS, if they say so
   */
  public record Settings(Address bind, HttpLimits limits, boolean halfClose, Links links) {}

  private HttpServer(Settings settings, EventLoopGroup loops, HttpEndpoint endpoint)
      throws IOException {
    this.settings = settings;
    this.endpoint = endpoint;
    this.open = new OpenConnections(settings.limits());
    this.listening = listen(loops);
    long shortest =
        Math.min(
            settings.limits().requestTime().toMillis(), settings.limits().idleTime().toMillis());
    long period = Math.max(MIN_WATCH_MILLIS, Math.min(MAX_WATCH_MILLIS, shortest / 4));
    for (EventExecutor loop : loops) {
      watches.add(
          loop.scheduleAtFixedRate(() -> open.watch(loop), period, period, TimeUnit.MILLISECONDS));
    }
  }

  /**
   * Listens and serves.
   *
   * @throws PortInUseException at once, if the port is taken
   * @throws IOException if it cannot listen for another reason
   */
  public static HttpServer start(Settings settings, EventLoopGroup loops, HttpEndpoint endpoint)
      throws IOException {
    return new HttpServer(settings, loops, endpoint);
  }

  private Channel listen(EventLoopGroup loops) throws IOException {
    Address bind = settings.bind();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, settings.halfClose())
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(new InetSocketAddress(bind.host(), bind.port()))
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    Throwable cause = bound.cause();
    if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
      throw new PortInUseException(bind);
    }
    throw new IOException("cannot listen on " + bind + ": " + cause.getMessage(), cause);
  }

  private void accept(SocketChannel channel) {
    // Without an address it is gone already.
    Optional<Place> place =
        Optional.ofNullable(channel.remoteAddress())
            .flatMap(remote -> open.take(SourceNetwork.of(remote.getAddress())));
    if (place.isEmpty()) {
      var unused = channel.close();
      return;
    }
    HttpConnection connection = new HttpConnection(endpoint, open, place.get());
    Optional<Supplier<SslHandler>> tls =
        settings
            .links()
            .served()
            .map(shown -> () -> shown.handler(channel.alloc(), settings.limits().requestTime()));
    channel.pipeline().addLast(connection.arrivals(), new FirstBytes(tls, connection));
    if (tls.isPresent()) {
      connection.awaitHandshake();
      channel.pipeline().addLast(new TlsEnds(connection, handshakes, settings.halfClose()));
    }
    channel
        .pipeline()
        .addLast(new StrictRequestDecoder(settings.limits().headerBytes()), connection);
    open.add(connection);
    channel.closeFuture().addListener(closed -> open.leave(connection));
  }

  /** Where it listens, with the port that was chosen. */
  public Address address() {
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    return new Address(settings.bind().host(), port);
  }

  /** How many connections are open. */
  public int openConnections() {
    return open.all().size();
  }

  /** How many bytes of bodies are held for requests that are not answered. */
  public long bufferedBytes() {
    return open.bufferedBytes();
  }

  /**
   * Takes no more connections, answers what was asked, at most {@code drain} long, and ends every
   * connection. Not for an event loop.
   */
  public void close(Duration drain) {
    long deadline = System.nanoTime() + drain.toNanos();
    listening.close().awaitUninterruptibly();
    open.drain();
    for (HttpConnection connection : List.copyOf(open.all())) {
      long left = deadline - System.nanoTime();
      connection.closed().awaitUninterruptibly(Math.max(0, left), TimeUnit.NANOSECONDS);
    }
    open.all().forEach(connection -> connection.close().awaitUninterruptibly());
    watches.forEach(watch -> watch.cancel(false));
  }
}
