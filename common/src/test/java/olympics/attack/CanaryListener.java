package olympics.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of this machine that nobody has a reason to connect to. Thread-safe. */
public final class CanaryListener implements AutoCloseable {
  private final AtomicInteger accepted = new AtomicInteger();
  private final ServerSocket listening;

  /** Listens on 127.0.0.1. */
  public CanaryListener() throws IOException {
    this("127.0.0.1");
  }

  /** Listens on an address of this machine. */
  public CanaryListener(String host) throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getByName(host));
    Thread thread = new Thread(this::accept, "canary-listener");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        accepted.incrementAndGet();
        connection.close();
      } catch (IOException e) {
        // It was closed, or whoever connected is gone again.
      }
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The beginning of an address that leads here. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /**
   * How many connections were made, up to now. It connects itself, and so shows each time that a
   * connection would be seen: the system hands them out in the order in which they were made.
   */
  public int connections() {
    int own = 1;
    int before = accepted.get();
    try (Socket probe = new Socket(listening.getInetAddress(), port())) {
      if (probe.getInputStream().read() >= 0) {
        throw new AssertionError("the canary spoke");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (accepted.get() <= before) {
      throw new AssertionError("the canary does not see who connects");
    }
    return accepted.addAndGet(-own);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
