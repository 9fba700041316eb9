package olympics.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import olympics.games.core.Village;
import olympics.process.core.Address;
import olympics.rpc.RpcClient;
import olympics.system.Games;

/**
 * Clients on threads of their own, each making one call at a time, that record every call. Writers
 * and sessions call as fast as they are answered; readers pause a little, or they would leave the
 * writers and the faults no time on a small machine. Closing it ends them, each after its present
 * operation.
 */
public final class Workload implements AutoCloseable {
  private static final long MEAN_PAUSE_NANOS = 30_000_000;
  private static final long MEAN_PAUSE_OF_READERS_NANOS = 2_000_000;
  private static final Duration END = Duration.ofSeconds(90);
  private static final int SESSION_READS_PER_WRITE = 20;

  private final Games games;
  private final long seed;
  private final History history = new History();
  private final RpcClient rpc = RpcClient.unsigned();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ending;

  /** No client yet. */
  public Workload(Games games, long seed) {
    this.games = games;
    this.seed = seed;
  }

  /** Adds writers that go on with a new id after a refusal. */
  public Workload writers(int count) {
    return writers(count, false);
  }

  /** Adds writers that send a refused write again, with the same id, as our own clients do. */
  public Workload patientWriters(int count) {
    return writers(count, true);
  }

  /**
   * Adds patient writers that write at this server and not through the balancer, for these teams
   * only, and leave caches the time to hold something: some 30 writes a second each.
   */
  public Workload unhurriedWritersAt(int count, String server, List<String> teams) {
    for (int i = 0; i < count; i++) {
      Caller caller = newCaller();
      Random random = randomOf(caller);
      Writer writer = newWriter(caller, true, random, server);
      start(
          "writer",
          caller,
          () -> {
            LockSupport.parkNanos(random.nextLong(2 * MEAN_PAUSE_NANOS));
            String team = teams.get(random.nextInt(teams.size()));
            return writer.write(team).isPresent() || !ending;
          });
    }
    return this;
  }

  private Workload writers(int count, boolean sameIdAgain) {
    for (int i = 0; i < count; i++) {
      Caller caller = newCaller();
      Random random = randomOf(caller);
      Writer writer = newWriter(caller, sameIdAgain, random, Games.BALANCER);
      start("writer", caller, () -> writer.write(anyTeam(random)).isPresent() || !ending);
    }
    return this;
  }

  /** Adds readers that ask the balancer and send no {@code min_version}. */
  public Workload readers(int count) {
    return readersOf(count, List.of(games.address(Games.BALANCER)));
  }

  /** Adds readers that ask these servers directly, in random order. */
  public Workload readersAt(int count, String... servers) {
    List<Address> from = new ArrayList<>();
    for (String server : servers) {
      from.add(games.address(server));
    }
    return readersOf(count, from);
  }

  private Workload readersOf(int count, List<Address> from) {
    for (int i = 0; i < count; i++) {
      Caller caller = newCaller();
      Random random = randomOf(caller);
      Reader reader = new Reader(caller, from, false, random);
      start(
          "reader",
          caller,
          () -> {
            LockSupport.parkNanos(random.nextLong(2 * MEAN_PAUSE_OF_READERS_NANOS));
            return reader.read(anyTeam(random));
          });
    }
    return this;
  }

  /**
   * Adds clients that read, and now and then write, through the balancer, and send the newest
   * version that they have seen along.
   */
  public Workload sessions(int count) {
    for (int i = 0; i < count; i++) {
      Caller caller = newCaller();
      Random random = randomOf(caller);
      Reader reader = new Reader(caller, List.of(games.address(Games.BALANCER)), true, random);
      Writer writer = newWriter(caller, true, random, Games.BALANCER);
      start(
          "session",
          caller,
          () -> {
            if (random.nextInt(SESSION_READS_PER_WRITE) == 0) {
              writer.write(anyTeam(random)).ifPresent(reader::saw);
            }
            return reader.read(anyTeam(random));
          });
    }
    return this;
  }

  private Caller newCaller() {
    return new Caller(rpc, threads.size(), history);
  }

  private Random randomOf(Caller caller) {
    return new Random(seed * 1_000 + caller.client());
  }

  private Writer newWriter(Caller caller, boolean sameIdAgain, Random random, String server) {
    return new Writer(
        caller,
        games.address(server),
        "w" + caller.client(),
        games.password(),
        sameIdAgain,
        random);
  }

  private static String anyTeam(Random random) {
    return Village.TEAMS.get(random.nextInt(Village.TEAMS.size()));
  }

  /** One operation; false if it brought no answer. */
  private interface Step {
    boolean make() throws InterruptedException;
  }

  private void start(String what, Caller caller, Step step) {
    Thread thread =
        new Thread(() -> repeat(caller, step), "workload " + what + " " + caller.client());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((who, e) -> history.mishap(who.getName() + " ended: " + e));
    threads.add(thread);
    thread.start();
  }

  private void repeat(Caller caller, Step step) {
    Random random = randomOf(caller);
    try {
      while (!ending) {
        if (!step.make()) {
          pause(0, random);
        }
      }
    } catch (InterruptedException e) {
      history.mishap("client " + caller.client() + " did not come to an end");
      Thread.currentThread().interrupt();
    }
  }

  /** What was done and seen so far. */
  public History history() {
    return history;
  }

  /**
   * Waits until something is so.
   *
   * @throws AssertionError if it is not so in time
   */
  public static void await(String what, Duration timeout, BooleanSupplier condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so within " + timeout + ": " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The pause of a client between two attempts; longer after several failures. */
  static void pause(int failures, Random random) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long most = 20_000_000L << Math.min(failures, 4);
    LockSupport.parkNanos(5_000_000 + random.nextLong(most));
  }

  /** Ends all clients, after the outcome of what they do is known. */
  @Override
  public void close() {
    ending = true;
    long deadline = System.nanoTime() + END.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        if (thread.isAlive()) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      rpc.close();
    }
  }
}
