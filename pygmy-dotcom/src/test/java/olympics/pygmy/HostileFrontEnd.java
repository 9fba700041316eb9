package olympics.pygmy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.attack.HostileReply;
import olympics.process.core.Address;
import olympics.rpc.GamesHeaders;
import olympics.rpc.XmlRpcCodec;

/**
 * Somebody who listens where a front-end was: answers probes as if all were well, and every call
 * with what the test gives him. Thread-safe.
 */
final class HostileFrontEnd implements AutoCloseable {
  private static final XmlRpcCodec CODEC = new XmlRpcCodec();

  private final ServerSocket listening;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile HostileReply reply = new HostileReply("nothing", "");

  HostileFrontEnd() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "hostile-front-end");
    thread.setDaemon(true);
    thread.start();
  }

  void answers(HostileReply with) {
    reply = with;
  }

  /** How many calls he has got. */
  int calls() {
    return calls.get();
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        start(() -> serve(connection));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (!isCall(in)) {
        connection.getOutputStream().write(probed());
      }
      calls.incrementAndGet();
      connection.getOutputStream().write(reply.bytes().getBytes(StandardCharsets.ISO_8859_1));
      connection.shutdownOutput();
      while (in.read() >= 0) {
        // Whatever else is sent, until the balancer ends its side.
      }
    } catch (IOException e) {
      // The balancer has had enough, or the test is over.
    }
  }

  private static boolean isCall(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("closed");
      }
      head.append((char) b);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length: ") + "content-length: ".length();
    var unusedBody = in.readNBytes(Integer.parseInt(lower.substring(at, lower.indexOf('\r', at))));
    return lower.contains(GamesHeaders.SIGNATURE.toLowerCase(Locale.ROOT));
  }

  private static byte[] probed() {
    String body = new String(CODEC.encodeAnswer(7), StandardCharsets.US_ASCII);
    String head =
        "HTTP/1.1 200 OK\r\nGames-Ready: true\r\nGames-Incarnation: "
            + "7".repeat(32)
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
