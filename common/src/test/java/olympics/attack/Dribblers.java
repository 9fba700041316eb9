package olympics.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import olympics.http.RawHttp;
import olympics.process.core.Address;

/** Clients that send a call so slowly that it never ends. Confined to one thread. */
public final class Dribblers implements AutoCloseable {
  private static final byte[] CALL =
      RawHttp.post(RawHttp.call("get_score", "<string>Stone Curling</string>"))
          .getBytes(StandardCharsets.US_ASCII);

  private final List<RawHttp> clients = new ArrayList<>();
  private int sent;

  private Dribblers() {}

  /** Connects them; each has sent the beginning of its request line. */
  public static Dribblers at(Address server, int count) throws IOException {
    Dribblers dribblers = new Dribblers();
    String whole = new String(CALL, StandardCharsets.US_ASCII);
    byte[] begun = whole.substring(0, 10).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < count; i++) {
      dribblers.clients.add(new RawHttp(server).send(begun));
    }
    dribblers.sent = begun.length;
    return dribblers;
  }

  /** One byte of each, as if a second had passed. */
  public void sendAByteEach() throws IOException {
    for (RawHttp client : clients) {
      client.send(new byte[] {CALL[sent]});
    }
    sent++;
  }

  /** How many connections the server has not ended. */
  public int stillOpen() throws IOException {
    int open = 0;
    for (RawHttp client : clients) {
      open += client.isQuiet() ? 1 : 0;
    }
    return open;
  }

  /** Waits until the server has ended every connection, with an answer or without. */
  public void awaitEnded() {
    for (RawHttp client : clients) {
      while (!client.isClosed()) {
        // A byte of the answer 408.
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (RawHttp client : clients) {
      client.close();
    }
  }
}
