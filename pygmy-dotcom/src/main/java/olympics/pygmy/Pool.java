package olympics.pygmy;

import java.util.ArrayList;
import java.util.List;
import olympics.process.core.Address;

/**
 * The connections to one front-end for one sort of call. A request goes on the least loaded one;
 * when that is at its depth another one is opened, up to a bound. Confined to the event loop.
 */
final class Pool {
  private final Outwards outwards;
  private final Address address;
  private final int depth;
  private final int maxConnections;
  private final List<BackEndConnection> connections = new ArrayList<>();

  /**
   * An empty pool.
   *
   * @param depth requests in flight on one connection before another one is opened
   */
  Pool(Outwards outwards, Address address, int depth, int maxConnections) {
    this.outwards = outwards;
    this.address = address;
    this.depth = depth;
    this.maxConnections = maxConnections;
  }

  void send(Attempt attempt, Limits limits, BackEndConnection.Listener listener) {
    BackEndConnection least = null;
    for (BackEndConnection connection : connections) {
      if (least == null || connection.load() < least.load()) {
        least = connection;
      }
    }
    if (least == null || (least.load() >= depth && connections.size() < maxConnections)) {
      least = open(limits, listener);
    }
    least.send(attempt);
  }

  private BackEndConnection open(Limits limits, BackEndConnection.Listener listener) {
    BackEndConnection opened = new BackEndConnection(limits.answerBytes(), listener);
    connections.add(opened);
    opened.connect(outwards, address, limits.clients().headerBytes());
    return opened;
  }

  void remove(BackEndConnection connection) {
    connections.remove(connection);
  }

  void close() {
    List.copyOf(connections).forEach(BackEndConnection::close);
  }
}
