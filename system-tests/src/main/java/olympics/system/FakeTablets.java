package olympics.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.process.core.Address;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import olympics.wire.Methods;

/**
 * Many tablets on one thread: each listens on a port of its own, echoes challenges, and notes the
 * newest version that was pushed to it. Thread-safe.
 *
 * <p>Their hosts are addresses of the loopback network, sixteen tablets to each: one host may not
 * register more.
 */
public final class FakeTablets implements AutoCloseable {
  private static final int PER_HOST = 16;
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();
  private static final int MAX_REQUEST = 64 * 1024;
  private static final Pattern CHALLENGE =
      Pattern.compile("<value>(?:<string>)?([^<]*)(?:</string>)?</value>");
  private static final Pattern VERSION =
      Pattern.compile("<name>version</name>\\s*<value>(?:<string>)?[0-9a-f]{16}\\.([0-9]+)");

  /** What a tablet does with pushes. */
  public enum Manner {
    PROMPT,
    /** Takes the request and never answers. */
    SILENT,
    /** Stops listening once it is registered: see {@link #bury}. */
    DYING
  }

  /** One tablet. */
  public static final class Tablet implements Shown {
    final Address address;
    final Manner manner;
    private final ServerSocketChannel listener;
    private final AtomicLong newest = new AtomicLong(-1);
    private final AtomicLong newestAt = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();

    private Tablet(Address address, Manner manner, ServerSocketChannel listener) {
      this.address = address;
      this.manner = manner;
      this.listener = listener;
    }

    /** The number of the newest version that was pushed; -1 before the first. */
    @Override
    public long newest() {
      return newest.get();
    }

    /** When it came, as {@link System#nanoTime}. */
    @Override
    public long newestAt() {
      return newestAt.get();
    }

    long pushes() {
      return pushes.get();
    }

    /**
     * Registers for updates of Gaul, as it must from its own address.
     *
     * @throws RpcFault if it is refused
     * @throws IOException if there is no answer
     */
    public void register(Address server) throws RpcFault, IOException {
      List<Object> here = List.of(address.host(), address.port());
      byte[] call =
          CODEC.encodeCall(Methods.REGISTER_CLIENT, List.of(here, List.of(), List.of("Gaul")));
      var unused = CODEC.decodeAnswer(PlainPost.from(address.host(), server, call));
    }
  }

  private final Selector selector;
  private final List<Tablet> tablets = new ArrayList<>();
  private final Map<SocketChannel, StringBuilder> requests = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** As many tablets as given, of which every {@code n}th is silent and the one after it dies. */
  public FakeTablets(int count, int n) {
    try {
      selector = Selector.open();
      for (int i = 0; i < count; i++) {
        Manner manner =
            i % n == n - 2 ? Manner.SILENT : i % n == n - 1 ? Manner.DYING : Manner.PROMPT;
        tablets.add(open(host(i / PER_HOST), manner));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "fake tablets");
    thread.setDaemon(true);
    thread.start();
  }

  private static String host(int number) {
    return "127.1." + number / 250 + "." + (1 + number % 250);
  }

  private Tablet open(String host, Manner manner) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
    listener.configureBlocking(false);
    int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    Tablet tablet = new Tablet(new Address(host, port), manner, listener);
    listener.register(selector, SelectionKey.OP_ACCEPT, tablet);
    return tablet;
  }

  /** All of them. */
  public List<Tablet> all() {
    return List.copyOf(tablets);
  }

  List<Tablet> of(Manner manner) {
    return tablets.stream().filter(tablet -> tablet.manner == manner).toList();
  }

  /** Those that are to die stop listening. */
  void bury() {
    for (Tablet tablet : of(Manner.DYING)) {
      try {
        tablet.listener.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    selector.wakeup();
  }

  private void serve() {
    try {
      while (!closed) {
        selector.select();
        serveSelected();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClosedSelectorException e) {
      // Closed while it was selecting.
      requests.clear();
    }
  }

  private void serveSelected() {
    for (SelectionKey key : selector.selectedKeys()) {
      serve(key, (Tablet) key.attachment());
    }
    selector.selectedKeys().clear();
  }

  private void serve(SelectionKey key, Tablet tablet) {
    try {
      if (key.isValid() && key.isAcceptable()) {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        if (channel != null) {
          channel.configureBlocking(false);
          channel.register(selector, SelectionKey.OP_READ, tablet);
        }
      } else if (key.isValid() && key.isReadable()) {
        read((SocketChannel) key.channel(), tablet);
      }
    } catch (IOException e) {
      // The front-end gave this connection up; it will open another.
      key.cancel();
      requests.remove(key.channel());
    }
  }

  private void read(SocketChannel channel, Tablet tablet) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_REQUEST);
    if (channel.read(buffer) < 0) {
      requests.remove(channel);
      channel.close();
      return;
    }
    StringBuilder request = requests.computeIfAbsent(channel, c -> new StringBuilder());
    request.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
    if (request.indexOf("</methodCall>") < 0) {
      return;
    }
    String body = request.toString();
    requests.remove(channel);
    if (body.contains("confirm_registration")) {
      Matcher challenge = CHALLENGE.matcher(body);
      answer(channel, challenge.find() ? "<string>" + challenge.group(1) + "</string>" : "");
    } else {
      note(tablet, body);
      if (tablet.manner != Manner.SILENT) {
        answer(channel, "<boolean>1</boolean>");
      }
    }
  }

  private static void note(Tablet tablet, String body) {
    tablet.pushes.incrementAndGet();
    Matcher version = VERSION.matcher(body);
    if (version.find()) {
      long number = Long.parseLong(version.group(1));
      if (number > tablet.newest.get()) {
        tablet.newestAt.set(System.nanoTime());
        tablet.newest.set(number);
      }
    }
  }

  private static void answer(SocketChannel channel, String value) throws IOException {
    String xml =
        "<?xml version=\"1.0\"?><methodResponse><params><param><value>"
            + value
            + "</value></param></params></methodResponse>";
    String http =
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: "
            + xml.length()
            + "\r\n\r\n"
            + xml;
    ByteBuffer out = ByteBuffer.wrap(http.getBytes(StandardCharsets.UTF_8));
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
