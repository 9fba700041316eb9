package olympics.rpc;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks host names up on threads of its own, since Java's look-up blocks. Thread-safe. */
final class NameResolver implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 256;

  private final ThreadPoolExecutor threads;

  NameResolver() {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            new DefaultThreadFactory("rpc-resolver", true));
    threads.allowCoreThreadTimeOut(true);
  }

  /** All addresses of a host, IPv4 first; or fails with {@link UnknownHostException}. */
  CompletableFuture<List<InetAddress>> resolve(String host) {
    InetAddress numeric = NetUtil.createInetAddressFromIpAddressString(host);
    if (numeric != null) {
      return CompletableFuture.completedFuture(List.of(numeric));
    }
    CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
    try {
      threads.execute(() -> lookUp(host, addresses));
    } catch (RejectedExecutionException e) {
      addresses.completeExceptionally(new UnknownHostException("too many look-ups are waiting"));
    }
    return addresses;
  }

  private static void lookUp(String host, CompletableFuture<List<InetAddress>> addresses) {
    try {
      InetAddress[] found = InetAddress.getAllByName(host);
      Arrays.sort(found, Comparator.comparingInt(address -> address.getAddress().length));
      addresses.complete(List.of(found));
    } catch (UnknownHostException | RuntimeException e) {
      addresses.completeExceptionally(new UnknownHostException("unknown host " + host));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
