package olympics.system;

import java.util.List;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;

/**
 * The seed's experiment: 50 reads through the balancer, one after another, with the cache and
 * without. Two systems run side by side, alike but for the cache. Confined to one thread.
 */
public final class SequentialReads implements AutoCloseable {
  /** As many reads make one measurement. */
  public static final int REQUESTS = 50;

  private static final int WARM_UP = 2_000;
  private static final double MILLIS = 1e6;

  private final Games cached;
  private final Games uncached;

  private SequentialReads(Games cached, Games uncached) {
    this.cached = cached;
    this.uncached = uncached;
  }

  /**
   * Starts both systems and lets them run warm.
   *
   * @param delay added to the link to the database, as {@code 5ms}
   * @param withCertificates whether all links speak TLS
   */
  public static SequentialReads start(String delay, boolean withCertificates)
      throws RpcFault, RpcFailure {
    SequentialReads reads =
        new SequentialReads(
            prepare("push", delay, withCertificates), prepare("none", delay, withCertificates));
    try {
      for (Games games : List.of(reads.cached, reads.uncached)) {
        games.startAll();
      }
      for (int i = 0; i < WARM_UP; i++) {
        read(reads.cached, i);
        read(reads.uncached, i);
      }
      return reads;
    } catch (RpcFault | RpcFailure | RuntimeException | Error e) {
      reads.close();
      throw e;
    }
  }

  private static Games prepare(String mode, String delay, boolean withCertificates) {
    Games games =
        Games.prepare(mode, mode)
            .with(Games.ONE, "--db-delay=" + delay)
            .with(Games.TWO, "--db-delay=" + delay)
            .withJavaOptions("");
    return withCertificates ? games.withCertificates() : games;
  }

  /** The mean of one measurement, in milliseconds. */
  public double meanMillis(boolean withCache) throws RpcFault, RpcFailure {
    Games games = withCache ? cached : uncached;
    long begin = System.nanoTime();
    for (int i = 0; i < REQUESTS; i++) {
      read(games, i);
    }
    return (System.nanoTime() - begin) / MILLIS / REQUESTS;
  }

  private static void read(Games games, int i) throws RpcFault, RpcFailure {
    if (i % 2 == 0) {
      games.call(Games.BALANCER, Methods.GET_MEDAL_TALLY, "Gaul");
    } else {
      games.call(Games.BALANCER, Methods.GET_SCORE, "Stone Curling");
    }
  }

  @Override
  public void close() {
    try {
      cached.close();
    } finally {
      uncached.close();
    }
  }
}
