package olympics.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import olympics.election.core.ElectionTimings;
import olympics.http.PortInUseException;
import olympics.process.core.Address;
import olympics.process.core.Role;
import olympics.rpc.ClusterKey;
import olympics.tls.Links;
import org.slf4j.LoggerFactory;

/** Servers of one cluster in this process, at twice the usual speed, and what they logged. */
final class Cluster implements AutoCloseable {
  static final ClusterTimings QUICK =
      new ClusterTimings(
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofMillis(1500),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMillis(400),
          Duration.ofSeconds(1),
          ElectionTimings.standardTimes(2));

  private static final ClusterKey KEY = new ClusterKey(new byte[32]);

  private final List<Address> addresses = new ArrayList<>();
  private final List<AsyncXmlRpcServer> servers = new ArrayList<>();
  private final Lines lines = new Lines();
  private final Logger logger = (Logger) LoggerFactory.getLogger("olympics.cluster");

  private record Line(String thread, String text) {}

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final Queue<Line> queue = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      queue.add(new Line(event.getThreadName(), event.getFormattedMessage()));
    }
  }

  /** Picks as many free ports. */
  Cluster(int size) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        addresses.add(new Address("127.0.0.1", socket.getLocalPort()));
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  Address address(int index) {
    return addresses.get(index);
  }

  /** Settings of the server at that place: every address is told as a peer, its own too. */
  ServerSettings settings(int index, int uid) {
    return new ServerSettings(
        index == 0 ? Role.DATABASE : Role.FRONT_END,
        uid,
        address(index),
        address(index),
        addresses,
        KEY,
        false,
        Duration.ZERO,
        0,
        Optional.empty(),
        Map.of("place", "" + index),
        Links.PLAIN);
  }

  AsyncXmlRpcServer start(int index, int uid) {
    return start(settings(index, uid));
  }

  AsyncXmlRpcServer start(ServerSettings settings) {
    return start(settings, QUICK);
  }

  AsyncXmlRpcServer start(ServerSettings settings, ClusterTimings timings) {
    AsyncXmlRpcServer server = new AsyncXmlRpcServer(settings, timings);
    servers.add(server);
    try {
      server.start(List.of(), () -> true);
    } catch (PortInUseException e) {
      throw new UncheckedIOException(e);
    }
    return server;
  }

  /** What the server with that uid told on its terminal. */
  List<String> terminal(int uid) {
    return lines.queue.stream()
        .filter(line -> line.thread().equals("control-" + uid))
        .map(Line::text)
        .toList();
  }

  @Override
  public void close() {
    servers.forEach(server -> server.close(Duration.ZERO));
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
