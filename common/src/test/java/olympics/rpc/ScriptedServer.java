package olympics.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import olympics.process.core.Address;

/** A server that says what a test wants, right or wrong; one connection after another. */
final class ScriptedServer implements AutoCloseable {
  /** As an answer: say nothing and close. */
  static final String CLOSE = "";

  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger endedByClient = new AtomicInteger();
  final AtomicInteger over = new AtomicInteger();

  private final ServerSocket socket;
  private final UnaryOperator<String> script;
  private final boolean keepOpen;

  /**
   * Listens.
   *
   * @param script an answer for every request, as bytes in ISO 8859-1
   * @param keepOpen whether a connection serves more than one request
   */
  ScriptedServer(boolean keepOpen, UnaryOperator<String> script) throws IOException {
    this.script = script;
    this.keepOpen = keepOpen;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  static String ok(String xml, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: ");
    text.append(xml.length()).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(xml).toString();
  }

  Address address() {
    return new Address("127.0.0.1", socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connections.incrementAndGet();
        serve(connection);
      } catch (IOException e) {
        // The client or the test went away.
      } finally {
        over.incrementAndGet();
      }
    }
  }

  private void serve(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    do {
      String request = read(in);
      requests.incrementAndGet();
      String answer = script.apply(request);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      if (answer.equals(CLOSE)) {
        return;
      }
    } while (keepOpen);
    connection.shutdownOutput();
    if (in.read() < 0) {
      endedByClient.incrementAndGet();
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("closed");
      }
      request.append((char) b);
    }
    String head = request.toString().toLowerCase(java.util.Locale.ROOT);
    int at = head.indexOf("content-length: ") + 16;
    int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    return request + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
