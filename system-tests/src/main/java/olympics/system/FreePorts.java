package olympics.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that nobody listens on, below the range from which the system takes the ports of
 * outgoing connections, so that none of those gets in between. Thread-safe.
 *
 * <p>No port is given twice, not even to another process that takes its ports here while the first
 * has yet to listen, or restarts: each has a guard, the port {@value #TO_GUARD} above it, that is
 * held until the process ends.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int TO_GUARD = 8_000;
  private static final int LAST = FIRST + TO_GUARD;
  private static final List<ServerSocket> GUARDS = new ArrayList<>();

  private FreePorts() {}

  /** Some ports, in no order. */
  public static List<Integer> take(int count) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      ports.addAll(takeRow(1));
    }
    return ports;
  }

  /** So many ports, each one above the one before. */
  public static synchronized List<Integer> takeRow(int length) {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - length);
      List<Integer> row = new ArrayList<>();
      for (int port = first; port < first + length && claim(port); port++) {
        row.add(port);
      }
      if (row.size() == length) {
        return row;
      }
      // What was claimed of a row that is not complete stays unused: there are plenty.
    }
  }

  private static boolean claim(int port) {
    Optional<ServerSocket> guard = listen(port + TO_GUARD);
    guard.ifPresent(GUARDS::add);
    return guard.isPresent() && isFree(port);
  }

  private static boolean isFree(int port) {
    Optional<ServerSocket> probe = listen(port);
    try {
      if (probe.isPresent()) {
        probe.get().close();
      }
      return probe.isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<ServerSocket> listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return Optional.of(socket);
      } catch (IOException e) {
        socket.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
