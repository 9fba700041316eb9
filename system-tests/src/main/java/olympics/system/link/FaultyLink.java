package olympics.system.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import olympics.process.core.Address;

/**
 * A TCP proxy on a port of its own in front of one server. Thread-safe.
 *
 * <p>The fault in force is asked for at every chunk, so it can change while connections are open;
 * one that is given by a supplier can hit some exchanges and spare others. What it did is counted,
 * since a run whose faults did not bite proves nothing.
 */
public final class FaultyLink implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final Address target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bites = new AtomicLong();
  private volatile Supplier<LinkFault> fault = LinkFault.None::new;
  private volatile boolean closed;

  private FaultyLink(Address target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** Listens on a port that the system chooses and carries to {@code target}. */
  public static FaultyLink to(Address target) throws IOException {
    return to(target, 0);
  }

  /** Listens on a given port and carries to {@code target}. */
  public static FaultyLink to(Address target, int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    FaultyLink link = new FaultyLink(target, listener);
    spawn("accept", link::accept);
    return link;
  }

  /** Where to connect instead of to the target. */
  public Address address() {
    return new Address("localhost", listener.getLocalPort());
  }

  /** Puts a fault in force from now on; a cut breaks what is open. */
  public void set(LinkFault newFault) {
    set(() -> newFault);
    if (newFault instanceof LinkFault.Cut) {
      open.forEach(this::breakOff);
    }
  }

  /** Asks the supplier at each exchange which fault is in force. */
  public void set(Supplier<LinkFault> newFault) {
    fault = newFault;
  }

  /** How many exchanges a fault has really hit so far. */
  public long bites() {
    return bites.get();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        open.add(client);
        spawn("exchange", () -> carry(client));
      } catch (IOException e) {
        if (!closed) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        Socket server = new Socket()) {
      open.add(server);
      if (fault.get() instanceof LinkFault.Cut) {
        bite(client);
        return;
      }
      server.connect(new InetSocketAddress(target.host(), target.port()), 2_000);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Exchange exchange = new Exchange(client, server);
      Thread replies = spawn("replies", exchange::carryReplies);
      exchange.carryRequests();
      replies.join();
      open.remove(server);
    } catch (IOException e) {
      // Either side went away: the link shows that to the other by closing, as a cable would.
      breakOff(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void bite(Socket socket) {
    bites.incrementAndGet();
    breakOff(socket);
  }

  private void breakOff(Socket socket) {
    try {
      // A reset instead of an orderly end: what a cut looks like from either side.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      open.remove(socket);
    }
  }

  private static Thread spawn(String what, Runnable task) {
    Thread thread = new Thread(task, "link " + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    open.forEach(this::breakOff);
  }

  /** One client's connection and the one to the server that belongs to it. */
  private final class Exchange {
    private final Socket client;
    private final Socket server;

    Exchange(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void carryRequests() {
      pump(client, server, true);
    }

    void carryReplies() {
      pump(server, client, false);
    }

    private void pump(Socket from, Socket to, boolean request) {
      byte[] buffer = new byte[CHUNK];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          if (!pass(buffer, length, out, request)) {
            break;
          }
        }
      } catch (IOException e) {
        // Broken by the other side or by us; both ends are closed below.
        open.remove(from);
      } finally {
        breakOff(client);
        breakOff(server);
      }
    }

    /** Passes a chunk on as the fault in force demands; false ends the connection. */
    private boolean pass(byte[] chunk, int length, OutputStream out, boolean request)
        throws IOException {
      LinkFault now = fault.get();
      if (now instanceof LinkFault.Delay delay) {
        LockSupport.parkNanos(delay.oneWay().toNanos());
      } else if (now instanceof LinkFault.Silence
          || (now instanceof LinkFault.SwallowReply && !request)) {
        bites.incrementAndGet();
        return true;
      } else if (now instanceof LinkFault.Cut) {
        bites.incrementAndGet();
        return false;
      } else if (now instanceof LinkFault.CutInReply && !request) {
        bites.incrementAndGet();
        out.write(chunk, 0, length / 2);
        out.flush();
        return false;
      }
      out.write(chunk, 0, length);
      out.flush();
      if (now instanceof LinkFault.CutAfterRequest && request) {
        bites.incrementAndGet();
        // The server is given the time to read what was passed on before it sees the cut.
        breakOff(client);
        return true;
      }
      return true;
    }
  }
}
