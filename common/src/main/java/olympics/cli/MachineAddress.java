package olympics.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import olympics.process.core.Address;
import olympics.tls.HostName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the address under which other machines reach this one. */
public final class MachineAddress {
  private static final Logger LOG = LoggerFactory.getLogger(MachineAddress.class);

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

  /** Whether a host is this machine by its very name; asks nobody. */
  static boolean isLoopback(String host) {
    return host.startsWith("127.") || Set.of("localhost", "::1").contains(host);
  }

  /** The names and numeric addresses of this machine, loopback first. */
  static Set<HostName> own() {
    Set<HostName> own = new LinkedHashSet<>();
    for (String always : List.of("localhost", "127.0.0.1", "::1")) {
      own.add(HostName.parse(always).orElseThrow());
    }
    try {
      HostName.parse(InetAddress.getLocalHost().getHostName()).ifPresent(own::add);
    } catch (UnknownHostException nameless) {
      LOG.debug("this machine's name has no address", nameless);
    }
    try {
      NetworkInterface.networkInterfaces()
          .filter(MachineAddress::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .map(HostName::of)
          .sorted(Comparator.comparing(HostName::text))
          .forEach(own::add);
    } catch (SocketException noCards) {
      LOG.debug("this machine has no network card", noCards);
    }
    return own;
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
