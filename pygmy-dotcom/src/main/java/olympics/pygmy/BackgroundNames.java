package olympics.pygmy;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks host names up on a thread of its own: the system's look-up may block for seconds. */
final class BackgroundNames extends AddressResolverGroup<InetSocketAddress> {
  private static final int MAX_WAITING = 1024;

  private final ExecutorService lookups =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          task -> {
            Thread thread = new Thread(task, "pygmy-names");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new Lookup(executor, lookups).asAddressResolver();
  }

  @Override
  public void close() {
    super.close();
    lookups.shutdownNow();
  }

  private static final class Lookup extends InetNameResolver {
    private final ExecutorService lookups;

    Lookup(EventExecutor executor, ExecutorService lookups) {
      super(executor);
      this.lookups = lookups;
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      submit(promise, () -> promise.trySuccess(InetAddress.getByName(host)));
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      submit(promise, () -> promise.trySuccess(List.of(InetAddress.getAllByName(host))));
    }

    private void submit(Promise<?> promise, NameLookup lookup) {
      try {
        lookups.execute(
            () -> {
              try {
                lookup.run();
              } catch (UnknownHostException e) {
                promise.tryFailure(e);
              }
            });
      } catch (RejectedExecutionException e) {
        promise.tryFailure(new UnknownHostException("too many look-ups are waiting"));
      }
    }
  }

  @FunctionalInterface
  private interface NameLookup {
    void run() throws UnknownHostException;
  }
}
