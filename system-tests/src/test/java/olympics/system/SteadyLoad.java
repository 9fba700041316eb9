package olympics.system;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import olympics.games.core.Village;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.wire.Methods;

/**
 * Clients that call the balancer at a steady pace, whether the answers are quick or slow: two
 * writers and four readers. They count, and keep nothing. Thread-safe.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int WRITERS = 2;
  private static final int READERS = 4;
  private static final Duration PERIOD = Duration.ofMillis(40);
  private static final Duration END = Duration.ofSeconds(30);

  private final Games games;
  private final String password;
  private final ScheduledExecutorService clients =
      Executors.newScheduledThreadPool(WRITERS + READERS);
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /** Begins at once. */
  SteadyLoad(Games games, long seed) {
    this.games = games;
    this.password = games.password();
    for (int i = 0; i < WRITERS + READERS; i++) {
      String client = "soak" + i;
      Random random = new Random(seed * 1_000 + i);
      AtomicInteger sequence = new AtomicInteger();
      Call call =
          i < WRITERS
              ? () -> write(client + "/" + sequence.incrementAndGet(), random)
              : () -> games.call(Games.BALANCER, Methods.GET_MEDAL_TALLY, anyTeam(random), client);
      var unused =
          clients.scheduleAtFixedRate(
              () -> make(call), i * 5L, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private interface Call {
    Object make() throws RpcFault, RpcFailure;
  }

  private Object write(String id, Random random) throws RpcFault, RpcFailure {
    return games.call(
        Games.BALANCER, Methods.INCREMENT_MEDAL_TALLY, anyTeam(random), "gold", password, id);
  }

  private static String anyTeam(Random random) {
    return Village.TEAMS.get(random.nextInt(Village.TEAMS.size()));
  }

  private void make(Call call) {
    waiting.incrementAndGet();
    try {
      var unused = call.make();
      answered.incrementAndGet();
    } catch (RpcFault | RpcFailure e) {
      // The links are faulty: what is judged here is not the answers, only that there are some.
      failed.incrementAndGet();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** How many calls wait for their answers at this moment. */
  int waiting() {
    return waiting.get();
  }

  int answered() {
    return answered.get();
  }

  int failed() {
    return failed.get();
  }

  @Override
  public void close() {
    clients.shutdown();
    try {
      if (!clients.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("a call of the load did not come to its end in " + END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
