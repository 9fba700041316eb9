package olympics.system.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import olympics.process.core.Address;
import olympics.rpc.FaultCode;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.rpc.XmlRpcCodec;
import olympics.system.bench.core.AnswerReader;

/**
 * An open load, which wrk has not: calls are due at a fixed rate, whether earlier ones were
 * answered or not, and each is timed from when it was due. They go over connections that stay open,
 * a few at once on each. Confined to one thread.
 */
final class OpenLoad implements AutoCloseable {
  /** On one connection; fewer than servers take, so that none is made to wait in its socket. */
  private static final int AT_ONCE = 16;

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  private final Selector selector = Selector.open();
  private final Deque<Connection> free = new ArrayDeque<>();
  private final byte[] piece = new byte[64 * 1024];
  private final byte[] request;

  /**
   * What came of a load.
   *
   * @param seconds until the last answer
   * @param acceptedMillis how long each call took that was answered with a value
   * @param shedMillis how long each took that was answered 503
   */
  record Outcome(double seconds, List<Double> acceptedMillis, List<Double> shedMillis) {
    double acceptedPerSecond() {
      return acceptedMillis.size() / seconds;
    }

    double shedShare() {
      return (double) shedMillis.size() / (shedMillis.size() + acceptedMillis.size());
    }
  }

  /** Opens the connections. */
  OpenLoad(Address to, byte[] call, int connections) throws IOException {
    String head =
        "POST /RPC2 HTTP/1.1\r\nHost: %s\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n"
            .formatted(to, call.length);
    request = (head + new String(call, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    try {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(to.host(), to.port()));
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        free.add(connection);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static final class Connection {
    private final SocketChannel channel;
    private final AnswerReader reader = new AnswerReader();
    private final Deque<Long> due = new ArrayDeque<>();

    private Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /** Loads for a time, and waits for what is still to be answered. */
  Outcome run(double perSecond, Duration time) throws IOException, RowFailedException {
    Outcome outcome = new Outcome(0, new ArrayList<>(), new ArrayList<>());
    long all = (long) (perSecond * time.toMillis() / 1e3);
    long begin = System.nanoTime();
    long now = begin;
    for (long sent = 0; outcome.acceptedMillis.size() + outcome.shedMillis.size() < all; ) {
      now = System.nanoTime();
      if (now - begin > time.plus(LONGEST).toNanos()) {
        throw new RowFailedException("calls were not answered within " + LONGEST);
      }
      long due = Math.min(all, (long) ((now - begin) * perSecond / 1e9));
      for (; sent < due && !free.isEmpty(); sent++) {
        send(begin + (long) (sent * 1e9 / perSecond));
      }
      read(outcome);
    }
    return new Outcome((now - begin) / 1e9, outcome.acceptedMillis, outcome.shedMillis);
  }

  /** On the connection that had its turn longest ago. */
  private void send(long dueAt) throws IOException {
    Connection connection = free.remove();
    if (connection.channel.write(ByteBuffer.wrap(request)) < request.length) {
      throw new IOException("a socket has no room for " + AT_ONCE + " calls");
    }
    connection.due.add(dueAt);
    if (connection.due.size() < AT_ONCE) {
      free.add(connection);
    }
  }

  private void read(Outcome outcome) throws IOException, RowFailedException {
    int unusedCount = selector.select(1);
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      int count = connection.channel.read(ByteBuffer.wrap(piece));
      if (count < 0) {
        throw new RowFailedException("a connection was closed by the server");
      }
      long now = System.nanoTime();
      for (AnswerReader.Answer answer : connection.reader.take(piece, count)) {
        if (connection.due.size() == AT_ONCE) {
          free.add(connection);
        }
        double millis = (now - connection.due.remove()) / 1e6;
        (isShed(answer) ? outcome.shedMillis : outcome.acceptedMillis).add(millis);
      }
    }
    selector.selectedKeys().clear();
  }

  private static boolean isShed(AnswerReader.Answer answer) throws RowFailedException {
    if (answer.status() == 200 && !answer.body().contains("<fault>")) {
      return false;
    }
    if (answer.status() == FaultCode.UNAVAILABLE.code()) {
      return true;
    }
    try {
      Object unusedValue = CODEC.decodeAnswer(answer.body().getBytes(StandardCharsets.ISO_8859_1));
      throw new RowFailedException("an answer with status " + answer.status());
    } catch (RpcFault e) {
      if (e.code() == FaultCode.UNAVAILABLE.code()) {
        return true;
      }
      throw new RowFailedException("a fault: " + e.getMessage());
    } catch (RpcFailure e) {
      throw new RowFailedException("status " + answer.status() + ": " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
