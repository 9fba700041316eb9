package olympics.pygmy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What all clients' connections share. Confined to the event loop. */
final class ClientPort {
  private final Balancer balancer;
  private final Calls calls;
  private final Limits limits;
  private final Set<ClientConnection> connections = new LinkedHashSet<>();
  private long bufferedBytes;

  ClientPort(Balancer balancer, Calls calls, Limits limits) {
    this.balancer = balancer;
    this.calls = calls;
    this.limits = limits;
  }

  ChannelInitializer<Channel> initializer() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        ClientConnection connection = new ClientConnection(ClientPort.this);
        channel
            .pipeline()
            .addLast(
                connection.arrivals(), new StrictRequestDecoder(limits.headerBytes()), connection);
      }
    };
  }

  Balancer balancer() {
    return balancer;
  }

  Calls calls() {
    return calls;
  }

  Limits limits() {
    return limits;
  }

  /** Counts a connection, and returns whether it may stay. */
  boolean opened(ClientConnection connection) {
    return connections.size() < limits.clientConnections() && connections.add(connection);
  }

  void closed(ClientConnection connection) {
    connections.remove(connection);
  }

  /** Counts bytes of bodies that are held, or (less than 0) are held no longer. */
  void buffered(int bytes) {
    bufferedBytes += bytes;
  }

  long bufferedBytes() {
    return bufferedBytes;
  }

  boolean isOverfull() {
    return bufferedBytes > limits.bufferedBytes();
  }

  void watch() {
    List.copyOf(connections).forEach(ClientConnection::watch);
  }

  void drain() {
    List.copyOf(connections).forEach(ClientConnection::drain);
  }

  void close() {
    List.copyOf(connections).forEach(ClientConnection::close);
  }

  int openConnections() {
    return connections.size();
  }
}
