package olympics.system.attack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.attack.CanaryListener;
import olympics.rpc.GamesHeaders;

/**
 * A tablet that sends whoever calls it elsewhere: with updates, or already with the challenge.
 * Thread-safe.
 */
final class Redirector implements AutoCloseable {
  private static final Pattern PUSH_KEY =
      Pattern.compile("\r\n" + GamesHeaders.PUSH_KEY + ": (.*)\r\n", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHALLENGE = Pattern.compile("<string>([0-9a-f]+)</string>");

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger redirected = new AtomicInteger();
  private final Set<String> pushKeys = ConcurrentHashMap.newKeySet();
  private final CanaryListener elsewhere;
  private final boolean echoes;

  /** A tablet that echoes the challenge, or does not. */
  Redirector(CanaryListener elsewhere, boolean echoes) throws IOException {
    this.elsewhere = elsewhere;
    this.echoes = echoes;
    Thread thread = new Thread(this::serve, "redirector");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many calls were sent elsewhere. */
  int redirected() {
    return redirected.get();
  }

  /** Whether an update came with that push key. */
  boolean wasShown(String pushKey) {
    return pushKeys.contains(pushKey);
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket connection = listening.accept()) {
        String request = read(new BufferedInputStream(connection.getInputStream()));
        connection.getOutputStream().write(answer(request).getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // Whoever called is gone, or the test is over.
      }
    }
  }

  private String answer(String request) {
    Matcher challenge = CHALLENGE.matcher(request);
    if (echoes && request.contains("confirm_registration") && challenge.find()) {
      String xml =
          "<methodResponse><params><param><value>"
              + challenge.group()
              + "</value></param></params></methodResponse>";
      return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
          + xml.length()
          + "\r\n\r\n"
          + xml;
    }
    Matcher pushKey = PUSH_KEY.matcher(request);
    if (pushKey.find()) {
      pushKeys.add(pushKey.group(1));
    }
    redirected.incrementAndGet();
    return "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
        + elsewhere.url()
        + "/RPC2\r\n\r\n";
  }

  private static String read(InputStream in) throws IOException {
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
    int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
