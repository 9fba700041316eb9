package olympics.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import olympics.process.core.Address;

/** Finds the address under which other machines reach this one. */
public final class MachineAddress {
  private MachineAddress() {}

  /**
   * The numeric address from which packets to the peers leave; {@code localhost} if all peers are
   * on this machine. Without peers, the first address of a network card. Sends nothing.
   */
  public static String towards(List<Address> peers) {
    List<InetAddress> own = peers.stream().flatMap(peer -> sourceFor(peer).stream()).toList();
    Optional<InetAddress> routed = own.stream().filter(a -> !a.isLoopbackAddress()).findFirst();
    if (own.isEmpty()) {
      routed = firstOfCards();
    }
    return routed.map(InetAddress::getHostAddress).orElse("localhost");
  }

  private static Optional<InetAddress> sourceFor(Address peer) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(peer.host()), peer.port()));
      InetAddress source = socket.getLocalAddress();
      return source.isAnyLocalAddress() ? Optional.empty() : Optional.of(source);
    } catch (IOException unreachableNow) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> firstOfCards() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(MachineAddress::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
          .min(Comparator.comparingInt(a -> a.getAddress().length));
    } catch (SocketException noCards) {
      return Optional.empty();
    }
  }

  private static boolean isUp(NetworkInterface card) {
    try {
      return card.isUp();
    } catch (SocketException gone) {
      return false;
    }
  }
}
