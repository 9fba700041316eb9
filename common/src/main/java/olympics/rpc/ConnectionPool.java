package olympics.rpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import olympics.process.core.Address;
import olympics.tls.Links;
import olympics.tls.TlsException;

/**
 * Sends requests over kept connections, one request at a time on each. Everything but {@link #post}
 * and {@link #close} is confined to its one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is seen
final class ConnectionPool implements AutoCloseable {
  private static final int MAX_PER_HOST = 64;
  private static final int MAX_OPEN = 2048;
  private static final int MAX_WAITING = 4096;
  private static final int CONNECT_MILLIS = 5000;

  /** Less than what our servers allow, so that it is we who close. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("rpc-client", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Links links;
  private final NameResolver resolver = new NameResolver();
  private final Map<Address, Host> hosts = new HashMap<>();
  private final Set<OutgoingRequest> outstanding = new HashSet<>();

  /** All idle connections, the longest idle first. */
  private final Set<ClientConnection> idle = new LinkedHashSet<>();

  private int open;
  private boolean closed;

  /** The connections to one address. */
  static final class Host {
    private final Address address;
    private final Deque<ClientConnection> idle = new ArrayDeque<>();
    private final Deque<OutgoingRequest> waiting = new ArrayDeque<>();
    private int open;

    private Host(Address address) {
      this.address = address;
    }
  }

  ConnectionPool(Links links) {
    this.links = links;
    var unused = loop.scheduleWithFixedDelay(this::dropIdle, 5, 5, TimeUnit.SECONDS);
  }

  boolean inEventLoop() {
    return loop.inEventLoop();
  }

  /**
   * Sends a request.
   *
   * @param deadline of {@link System#nanoTime}; everything is over by then
   * @return the reply, or fails with {@link RpcFailure}
   */
  CompletableFuture<HttpReply> post(
      Address to, Map<String, String> headers, byte[] body, long deadline) {
    OutgoingRequest request = new OutgoingRequest(to, headers, body);
    try {
      loop.execute(() -> begin(request, deadline));
    } catch (RejectedExecutionException e) {
      request.fail("the client is closed");
    }
    return request.reply();
  }

  private void begin(OutgoingRequest request, long deadline) {
    long left = deadline - System.nanoTime();
    if (closed || left <= 0) {
      request.fail(closed ? "the client is closed" : "the time ran out before it was sent");
      return;
    }
    outstanding.add(request);
    var timer = loop.schedule(() -> timedOut(request), left, TimeUnit.NANOSECONDS);
    var unused =
        request
            .reply()
            .whenComplete(
                (reply, error) -> {
                  timer.cancel(false);
                  outstanding.remove(request);
                });
    acquire(hosts.computeIfAbsent(request.to(), Host::new), request);
  }

  private void timedOut(OutgoingRequest request) {
    Host host = hosts.get(request.to());
    if (host != null) {
      host.waiting.remove(request);
    }
    request.fail("no answer in time");
  }

  private void acquire(Host host, OutgoingRequest request) {
    while (!host.idle.isEmpty()) {
      ClientConnection connection = host.idle.removeLast();
      idle.remove(connection);
      if (connection.isOpen()) {
        connection.send(request);
        return;
      }
    }
    if (host.waiting.size() >= MAX_WAITING) {
      request.fail("too many calls to this address are waiting");
    } else if (host.open >= MAX_PER_HOST) {
      host.waiting.add(request);
    } else if (madeRoom()) {
      host.waiting.add(request);
      connect(host);
    } else {
      request.fail("too many connections are open");
    }
  }

  private boolean madeRoom() {
    if (open < MAX_OPEN) {
      return true;
    }
    if (idle.isEmpty()) {
      return false;
    }
    idle.iterator().next().close();
    return true;
  }

  private void connect(Host host) {
    host.open++;
    open++;
    var unused =
        resolver
            .resolve(host.address.host())
            .whenComplete(
                (addresses, error) ->
                    onLoop(
                        () -> {
                          if (error != null) {
                            notConnected(host, error);
                          } else {
                            connect(host, addresses);
                          }
                        }));
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else if (!loop.isShuttingDown()) {
      loop.execute(task);
    }
  }

  private void connect(Host host, List<InetAddress> addresses) {
    if (closed) {
      return;
    }
    ClientConnection connection = new ClientConnection(this, host);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(codec());
                  }
                });
    InetSocketAddress at = new InetSocketAddress(addresses.get(0), host.address.port());
    links
        .connect(bootstrap, host.address, at)
        .addListener(
            (ChannelFuture connected) -> {
              if (connected.isSuccess()) {
                connected.channel().pipeline().addLast(connection);
                free(connection);
              } else if (addresses.size() > 1 && !(connected.cause() instanceof TlsException)) {
                connect(host, addresses.subList(1, addresses.size()));
              } else {
                notConnected(host, connected.cause());
              }
            });
  }

  private static HttpClientCodec codec() {
    return new HttpClientCodec(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(4096)
            .setMaxHeaderSize(16 << 10)
            .setAllowDuplicateContentLengths(false),
        false,
        false);
  }

  private void notConnected(Host host, Throwable cause) {
    gone(host);
    OutgoingRequest first = host.waiting.poll();
    if (first != null) {
      first.fail("cannot connect: " + cause.getMessage());
    }
  }

  /** A connection has nothing to do. */
  void free(ClientConnection connection) {
    if (closed) {
      connection.close();
      return;
    }
    OutgoingRequest next = connection.host().waiting.poll();
    if (next != null) {
      connection.send(next);
      return;
    }
    connection.idleFrom(System.nanoTime());
    connection.host().idle.addLast(connection);
    idle.add(connection);
  }

  /** A connection is no more. */
  void closed(ClientConnection connection) {
    Host host = connection.host();
    idle.remove(connection);
    host.idle.remove(connection);
    gone(host);
    if (!host.waiting.isEmpty() && !closed) {
      connect(host);
    }
  }

  private void gone(Host host) {
    host.open--;
    open--;
    if (host.open == 0 && host.waiting.isEmpty()) {
      hosts.remove(host.address, host);
    }
  }

  private void dropIdle() {
    long now = System.nanoTime();
    idle.stream()
        .filter(connection -> now - connection.idleSince() > IDLE_NANOS)
        .toList()
        .forEach(ClientConnection::close);
  }

  /** Closes every connection; requests without a reply fail. */
  @Override
  public void close() {
    if (!loop.isShuttingDown()) {
      loop.submit(this::closeAll).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
    resolver.close();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void closeAll() {
    closed = true;
    new ArrayList<>(outstanding).forEach(request -> request.fail("the client was closed"));
    new ArrayList<>(idle).forEach(ClientConnection::close);
  }
}
