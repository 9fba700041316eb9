package olympics.system.attack;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.attack.CanaryListener;
import olympics.rpc.GamesHeaders;
import olympics.rpc.ScriptedServer;

/**
 * A tablet that sends whoever calls it elsewhere: with updates, or already with the challenge.
 * Thread-safe.
 */
final class Redirector implements AutoCloseable {
  private static final Pattern PUSH_KEY =
      Pattern.compile("\r\n" + GamesHeaders.PUSH_KEY + ": (.*)\r\n", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHALLENGE = Pattern.compile("<string>([0-9a-f]+)</string>");

  private final AtomicInteger redirected = new AtomicInteger();
  private final Set<String> pushKeys = ConcurrentHashMap.newKeySet();
  private final CanaryListener elsewhere;
  private final boolean echoes;
  private final ScriptedServer server;

  /** A tablet that echoes the challenge, or does not. */
  Redirector(CanaryListener elsewhere, boolean echoes) throws IOException {
    this.elsewhere = elsewhere;
    this.echoes = echoes;
    this.server = new ScriptedServer(/* keepOpen= */ false, this::answer);
  }

  int port() {
    return server.address().port();
  }

  /** How many calls were sent elsewhere. */
  int redirected() {
    return redirected.get();
  }

  /** Whether an update came with that push key. */
  boolean wasShown(String pushKey) {
    return pushKeys.contains(pushKey);
  }

  private String answer(String request) {
    Matcher challenge = CHALLENGE.matcher(request);
    if (echoes && request.contains("confirm_registration") && challenge.find()) {
      return ScriptedServer.ok(
          "<methodResponse><params><param><value>"
              + challenge.group()
              + "</value></param></params></methodResponse>",
          "Connection: close");
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

  @Override
  public void close() throws IOException {
    server.close();
  }
}
