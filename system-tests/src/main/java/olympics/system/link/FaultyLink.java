package olympics.system.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final int LONGEST_REPLY_MILLIS = 2_000;
  private static final int LONGEST_HOLD_MILLIS = 30_000;

  private final Address target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicLong> bites = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Supplier<LinkFault> fault = LinkFault.None::new;
  private volatile Optional<Capture> capture = Optional.empty();
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

  /** Has all that later connections carry captured, too. */
  public void capture(Capture into) {
    capture = Optional.of(into);
  }

  /** How many exchanges a fault has really hit so far. */
  public long bites() {
    return bites.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** The same, by the kind of the fault. */
  public Map<String, Long> bitesByKind() {
    Map<String, Long> counts = new TreeMap<>();
    bites.forEach((kind, count) -> counts.put(kind, count.get()));
    return counts;
  }

  private void count(LinkFault bitten) {
    bites
        .computeIfAbsent(bitten.getClass().getSimpleName(), kind -> new AtomicLong())
        .incrementAndGet();
  }

  /** How many requests were passed on and wait for the first byte of their answer. */
  public int waiting() {
    return waiting.get();
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
      if (fault.get() instanceof LinkFault.Cut cut) {
        count(cut);
        breakOff(client);
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
    private final AtomicBoolean asking = new AtomicBoolean();
    private final CountDownLatch repliesEnded = new CountDownLatch(1);

    Exchange(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void carryRequests() {
      pump(client, server, true);
    }

    void carryReplies() {
      try {
        pump(server, client, false);
      } finally {
        repliesEnded.countDown();
      }
    }

    private void pump(Socket from, Socket to, boolean request) {
      byte[] buffer = new byte[CHUNK];
      boolean mute = false;
      try (OutputStream seen =
          capture.map(Capture::stream).orElseGet(OutputStream::nullOutputStream)) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          seen.write(buffer, 0, length);
          LinkFault now = fault.get();
          // A stream with a hole in it is nothing a network can bring about: once mute, always.
          if (swallows(now, request)) {
            count(now);
            mute = true;
          }
          if (!mute && !pass(now, buffer, length, out, request)) {
            breakBoth();
            return;
          }
        }
        to.shutdownOutput();
      } catch (IOException e) {
        // Broken by the other side or by us: both ends show it.
        breakBoth();
      } finally {
        answered();
      }
    }

    private void breakBoth() {
      breakOff(client);
      breakOff(server);
    }

    private boolean swallows(LinkFault now, boolean request) {
      return now instanceof LinkFault.Silence
          || (now instanceof LinkFault.SwallowReply && !request);
    }

    /** Passes a chunk on as the fault in force demands; false ends the connection. */
    private boolean pass(LinkFault now, byte[] chunk, int length, OutputStream out, boolean request)
        throws IOException {
      if (now instanceof LinkFault.Delay delay) {
        LockSupport.parkNanos(delay.oneWay().toNanos());
      } else if (now instanceof LinkFault.HoldReply hold && !request) {
        count(now);
        await(hold.released(), LONGEST_HOLD_MILLIS);
      } else if (now instanceof LinkFault.Cut) {
        count(now);
        return false;
      } else if (now instanceof LinkFault.CutInReply && !request) {
        count(now);
        out.write(chunk, 0, length / 2);
        out.flush();
        return false;
      }
      if (request && asking.compareAndSet(false, true)) {
        waiting.incrementAndGet();
      }
      out.write(chunk, 0, length);
      out.flush();
      if (!request) {
        answered();
      } else if (now instanceof LinkFault.CutAfterRequest) {
        count(now);
        breakOff(client);
        // A reset would make the server forget what it has not read yet: it is let answer first.
        await(repliesEnded, LONGEST_REPLY_MILLIS);
        return false;
      }
      return true;
    }

    private void answered() {
      if (asking.compareAndSet(true, false)) {
        waiting.decrementAndGet();
      }
    }

    private static void await(CountDownLatch latch, long millis) {
      try {
        var unusedInTime = latch.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
