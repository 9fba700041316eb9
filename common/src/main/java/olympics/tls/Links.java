package olympics.tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import java.net.SocketAddress;
import java.util.Optional;
import olympics.process.core.Address;

/**
 * How the links of one process are protected. Immutable.
 *
 * @param served what its own ports speak; without it, plain HTTP
 * @param outgoing what its connections to others speak; without it, plain HTTP
 */
public record Links(Optional<ServerTls> served, Optional<ClientTls> outgoing) {
  /** Nothing is encrypted. */
  public static final Links PLAIN = new Links(Optional.empty(), Optional.empty());

  /**
   * Connects; with TLS the future succeeds once the other side has proved who it is.
   *
   * @param bootstrap has its handler; TLS goes before that
   * @param peer the name by which the other side is meant, which its certificate must have
   * @param at where to connect
   * @return fails with {@link TlsException} if the connection came to be, but not the handshake
   */
  public ChannelFuture connect(Bootstrap bootstrap, Address peer, SocketAddress at) {
    ChannelFuture connecting = bootstrap.connect(at);
    return outgoing.map(tls -> tls.secured(connecting, peer)).orElse(connecting);
  }
}
