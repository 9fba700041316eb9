package olympics.pygmy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import olympics.process.core.Address;
import olympics.rpc.AnswerSigner;
import olympics.rpc.GamesHeaders;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.Methods;

/**
 * A front-end that answers probes, notes every other call, and answers it as it is told. It can be
 * stopped, killed and started again at the same port. Thread-safe.
 */
final class FakeFrontEnd implements AutoCloseable {
  /** A call as it came. */
  record Call(String method, List<Object> params, HttpHeaders headers, String body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  /** What to do with a call. */
  sealed interface Reaction {}

  /** Answer with this XML. */
  record Xml(String text) implements Reaction {}

  /** Answer with this XML, as somebody would who does not know the cluster key. */
  record Unsigned(String text) implements Reaction {}

  /** Answer with this HTTP status. */
  record Status(int code) implements Reaction {}

  /** Answer nothing, and keep the connection open. */
  record Silence() implements Reaction {}

  /** Close the connection without a word. */
  record Hangup() implements Reaction {}

  /** Send the first half of an answer, then close. */
  record HalfAnAnswer() implements Reaction {}

  /** Die: close the port and all connections. */
  record Death() implements Reaction {}

  private static final int MAX_BODY = 1 << 20;

  private final XmlRpcCodec codec = new XmlRpcCodec();
  private final AnswerSigner signer = new AnswerSigner(Rig.KEY);
  private final int uid;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("fake-front-end"), NioIoHandler.newFactory());
  private volatile String incarnation;
  private volatile Function<Call, Reaction> behaviour = this::echo;
  private volatile boolean ready = true;
  private volatile boolean probesAreAnswered = true;
  private final AtomicInteger probes = new AtomicInteger();
  private final Queue<Runnable> heldProbes = new ConcurrentLinkedQueue<>();
  private volatile boolean probesAreHeld;
  private volatile Channel listening;
  private int port;

  FakeFrontEnd(int uid) {
    this.uid = uid;
    start();
  }

  /** Listens (again), as a new incarnation. */
  void start() {
    incarnation = String.format("%032x", System.nanoTime());
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channels.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Http());
                  }
                })
            .bind("127.0.0.1", port)
            .syncUninterruptibly()
            .channel();
    port = ((java.net.InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Goes away: the port refuses, every connection is closed. */
  void die() {
    listening.close().syncUninterruptibly();
    channels.forEach(channel -> channel.close().syncUninterruptibly());
    channels.clear();
  }

  private void dieFromTheLoop() {
    var closing = listening.close();
    channels.forEach(Channels::close);
    channels.clear();
    if (!closing.isDone()) {
      throw new IllegalStateException("the port is still open");
    }
  }

  /** The next life at the same port, without closing anything. */
  void becomeAnother() {
    incarnation = String.format("%032x", System.nanoTime());
  }

  FakeFrontEnd behaves(Function<Call, Reaction> reactions) {
    behaviour = reactions;
    return this;
  }

  /** Behaves so for the first call, and echoes every later one. */
  FakeFrontEnd behavesOnce(Reaction first) {
    return behaves(call -> calls.size() == 1 ? first : echo(call));
  }

  void ready(boolean is) {
    ready = is;
  }

  void answersProbes(boolean does) {
    probesAreAnswered = does;
  }

  /** Keeps what it would answer to probes, from now on, for {@link #answerHeldProbe}. */
  void holdsProbes() {
    probesAreHeld = true;
  }

  /** Answers the oldest probe that is held; there must be one. */
  void answerHeldProbe() {
    group.next().execute(heldProbes.remove());
  }

  Address address() {
    return new Address("127.0.0.1", port);
  }

  String incarnation() {
    return incarnation;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  int probes() {
    return probes.get();
  }

  int connections() {
    return channels.size();
  }

  /** The method's name, and who answered. */
  Reaction echo(Call call) {
    return xml(codec.encodeAnswer(call.method() + " by " + uid));
  }

  Reaction fault(int code, String text) {
    return xml(codec.encodeFault(code, text));
  }

  Reaction answer(Object value) {
    return xml(codec.encodeAnswer(value));
  }

  private static Reaction xml(byte[] bytes) {
    return new Xml(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    die();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Http extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request)
        throws RpcFault {
      byte[] body = Content.of(request.content());
      String method = codec.decodeCall(body).method();
      if (method.equals(Methods.GET_ID) && !request.headers().contains(GamesHeaders.SIGNATURE)) {
        boolean held = probesAreHeld;
        if (held) {
          heldProbes.add(
              () -> send(ctx, HttpResponseStatus.OK, codec.encodeAnswer(uid), Optional.empty()));
        }
        // Whoever sees the answer, or waits for one to be held, finds it counted.
        probes.incrementAndGet();
        if (!held && probesAreAnswered) {
          send(ctx, HttpResponseStatus.OK, codec.encodeAnswer(uid), Optional.empty());
        }
        return;
      }
      Call call =
          new Call(
              method,
              codec.decodeCall(body).params(),
              request.headers().copy(),
              new String(body, StandardCharsets.UTF_8));
      calls.add(call);
      react(ctx, behaviour.apply(call), Optional.ofNullable(call.header(GamesHeaders.SIGNATURE)));
    }

    private void react(ChannelHandlerContext ctx, Reaction reaction, Optional<String> signature) {
      if (reaction instanceof Xml xml) {
        byte[] body = xml.text().getBytes(StandardCharsets.UTF_8);
        send(ctx, HttpResponseStatus.OK, body, signature);
      } else if (reaction instanceof Unsigned xml) {
        byte[] body = xml.text().getBytes(StandardCharsets.UTF_8);
        send(ctx, HttpResponseStatus.OK, body, Optional.empty());
      } else if (reaction instanceof Status status) {
        send(ctx, HttpResponseStatus.valueOf(status.code()), new byte[0], signature);
      } else if (reaction instanceof Hangup) {
        Channels.close(ctx.channel());
      } else if (reaction instanceof HalfAnAnswer) {
        byte[] half =
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<methodResponse><params>"
                .getBytes(StandardCharsets.US_ASCII);
        var written = ctx.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(half));
        written.addListener(done -> Channels.close(ctx.channel()));
      } else if (reaction instanceof Death) {
        dieFromTheLoop();
      }
    }

    private void send(
        ChannelHandlerContext ctx,
        HttpResponseStatus status,
        byte[] body,
        Optional<String> requestSignature) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
      HttpUtil.setContentLength(response, body.length);
      response.headers().set(GamesHeaders.INCARNATION, incarnation);
      response.headers().set(GamesHeaders.READY, Boolean.toString(ready));
      requestSignature.ifPresent(
          signature ->
              signer
                  .sign(signature, status.code(), incarnation, ready, body)
                  .forEach(response.headers()::set));
      var unused = ctx.writeAndFlush(response);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      channels.remove(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      Channels.close(ctx.channel());
    }
  }
}
