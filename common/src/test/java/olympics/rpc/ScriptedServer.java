package olympics.rpc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import olympics.process.core.Address;

/** A server that says what a test wants, right or wrong. Thread-safe, if its script is. */
public final class ScriptedServer implements AutoCloseable {
  /** As an answer: say nothing and close. */
  static final String CLOSE = "";

  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger endedByClient = new AtomicInteger();
  final AtomicInteger over = new AtomicInteger();

  private final ServerSocket socket;
  private final UnaryOperator<String> script;
  private final Predicate<String> goesOn;

  /**
   * Listens.
   *
   * @param keepOpen whether a connection serves more than one request
   * @param script an answer for every request, as bytes in ISO 8859-1
   */
  public ScriptedServer(boolean keepOpen, UnaryOperator<String> script) throws IOException {
    this(request -> keepOpen, script);
  }

  /**
   * Listens.
   *
   * @param goesOn whether a connection serves further requests after that one
   * @param script an answer for every request, as bytes in ISO 8859-1
   */
  public ScriptedServer(Predicate<String> goesOn, UnaryOperator<String> script) throws IOException {
    this.script = script;
    this.goesOn = goesOn;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** An answer with this body. */
  public static String ok(String xml, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: ");
    text.append(xml.length()).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(xml).toString();
  }

  /** Where it listens. */
  public Address address() {
    return new Address("127.0.0.1", socket.getLocalPort());
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        start(() -> serve(connection));
      } catch (IOException e) {
        // The test is over.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      boolean more = true;
      while (more) {
        String request = read(in);
        requests.incrementAndGet();
        more = goesOn.test(request);
        String answer = script.apply(request);
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        if (answer.equals(CLOSE)) {
          return;
        }
      }
      connection.shutdownOutput();
      if (in.read() < 0) {
        endedByClient.incrementAndGet();
      }
      // Whatever else it sends, until it ends its side: closing before would reset the connection.
      long unusedBytes = in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client or the test went away.
    } finally {
      over.incrementAndGet();
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
    String head = request.toString().toLowerCase(Locale.ROOT);
    int at = head.indexOf("content-length: ") + 16;
    int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    return request + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
