package olympics.pygmy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.attack.HostileReply;
import olympics.process.core.Address;
import olympics.rpc.GamesHeaders;
import olympics.rpc.ScriptedServer;
import olympics.rpc.XmlRpcCodec;

/**
 * Somebody who listens where a front-end was: answers probes as if all were well, and every call
 * with what the test gives him. Thread-safe.
 */
final class HostileFrontEnd implements AutoCloseable {
  private static final String SIGNATURE = GamesHeaders.SIGNATURE.toLowerCase(Locale.ROOT);
  private static final String PROBED =
      ScriptedServer.ok(
          new String(new XmlRpcCodec().encodeAnswer(7), StandardCharsets.US_ASCII),
          "Games-Ready: true",
          "Games-Incarnation: " + "7".repeat(32));

  private final AtomicInteger calls = new AtomicInteger();
  private final ScriptedServer server;
  private volatile HostileReply reply = new HostileReply("nothing", "");

  HostileFrontEnd() throws IOException {
    server = new ScriptedServer(request -> !isCall(request), this::answer);
  }

  void answers(HostileReply with) {
    reply = with;
  }

  /** How many calls he has got. */
  int calls() {
    return calls.get();
  }

  Address address() {
    return server.address();
  }

  private String answer(String request) {
    if (!isCall(request)) {
      return PROBED;
    }
    calls.incrementAndGet();
    return reply.bytes();
  }

  /** What the balancer asks for itself has no signature. */
  private static boolean isCall(String request) {
    return request.toLowerCase(Locale.ROOT).contains(SIGNATURE);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
