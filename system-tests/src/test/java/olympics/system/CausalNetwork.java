package olympics.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import olympics.causality.core.CausalHistory;
import olympics.causality.core.VectorClock;
import olympics.process.core.Address;
import olympics.process.core.ProcessId;
import olympics.process.core.Role;
import olympics.rpc.CallOptions;
import olympics.rpc.CausalClock;
import olympics.rpc.ClusterKey;
import olympics.rpc.RpcCall;
import olympics.rpc.RpcClient;
import olympics.rpc.RpcMethod;
import olympics.rpc.RpcServer;
import olympics.rpc.ServerIdentity;

/**
 * RPC servers in this process that send each other messages which say, beside the vector clock in
 * the headers, in their parameters what lies before them: the oracle of happened-before.
 *
 * <p>One message is on its way at a time, so the oracle is exact. Receipts are concurrent all the
 * same: whoever hands the messages out tells the servers nothing.
 */
final class CausalNetwork implements AutoCloseable {
  private static final CallOptions CALL = CallOptions.within(Duration.ofSeconds(10));
  private static final String PASS_ON = "pass_on";

  /**
   * What lies before a point at a process: of every process so many of its receipts, the earliest.
   */
  private static final class Past {
    final long[] receipts;

    Past(long... receipts) {
      this.receipts = receipts.clone();
    }

    void add(Past other) {
      for (int i = 0; i < receipts.length; i++) {
        receipts[i] = Math.max(receipts[i], other.receipts[i]);
      }
    }

    long of(int node) {
      return receipts[node];
    }

    Past copy() {
      return new Past(receipts);
    }
  }

  /** A receipt, its clock, and what the oracle says lies before it or is it. */
  private record Receipt(int node, VectorClock clock, Past past) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Integer, Past> carried = new ConcurrentHashMap<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final RpcClient outsider = RpcClient.unsigned();
  private final Function<VectorClock, VectorClock> learning;
  private final Random random;
  private int messages;

  /**
   * Starts servers.
   *
   * @param learning what a server makes of a clock that came; the clock itself unless a defect is
   *     planted
   */
  CausalNetwork(int size, long seed, Function<VectorClock, VectorClock> learning) throws Exception {
    this.random = new Random(seed);
    this.learning = learning;
    for (int i = 0; i < size; i++) {
      nodes.add(new Node(i, size));
    }
  }

  private final class Node implements CausalClock {
    final int index;
    final ProcessId id;
    final CausalHistory history;
    final Past past;
    final RpcServer server;
    final RpcClient client;
    VectorClock latest = VectorClock.EMPTY;

    Node(int index, int size) throws Exception {
      this.index = index;
      id = new ProcessId(index, String.format("%032x", index + 1));
      history = new CausalHistory(id, Duration.ofHours(1).toNanos());
      past = new Past(new long[size]);
      ServerIdentity identity =
          new ServerIdentity(Role.FRONT_END, id, new ClusterKey(new byte[32]), this);
      client = RpcClient.signing(identity);
      RpcMethod passOn =
          RpcMethod.named(PASS_ON)
              .takes("message", RpcMethod.Type.INT)
              .takes("hops", RpcMethod.Type.ARRAY)
              .answers(RpcMethod.Type.INT)
              .blocking()
              .answeredBy(this::passOn);
      RpcMethod id =
          RpcMethod.named("get_id").answers(RpcMethod.Type.INT).answeredBy(call -> index);
      server =
          RpcServer.start(
              new RpcServer.Settings(
                  new Address("127.0.0.1", 0), java.util.Optional.of(identity), () -> true),
              List.of(passOn, id));
    }

    @Override
    public synchronized VectorClock received(VectorClock attached) {
      latest = history.received(learning.apply(attached), System.nanoTime());
      past.receipts[index]++;
      return latest;
    }

    @Override
    public synchronized void learned(VectorClock attached) {
      history.learned(learning.apply(attached), System.nanoTime());
    }

    @Override
    public synchronized VectorClock now() {
      return history.now();
    }

    private Object passOn(RpcCall call) {
      synchronized (this) {
        past.add(carried.remove(call.integer(0)));
        receipts.add(new Receipt(index, latest, past.copy()));
      }
      List<?> hops = (List<?>) call.params().get(1);
      if (!hops.isEmpty()) {
        send((Integer) hops.get(0), hops.subList(1, hops.size()));
      }
      return carry(past);
    }

    private void send(int to, List<?> hops) {
      int answer = post(client, to, carry(past), hops);
      past.add(carried.remove(answer));
    }
  }

  private synchronized int carry(Past past) {
    carried.put(++messages, past.copy());
    return messages;
  }

  private int post(RpcClient client, int to, int message, List<?> hops) {
    try {
      Address address = nodes.get(to).server.address();
      return (Integer) client.callAndWait(address, PASS_ON, List.of(message, hops), CALL);
    } catch (Exception e) {
      throw new IllegalStateException("message " + message + " was not answered", e);
    }
  }

  /** Sends so many messages and answers, at random, from servers and from an outsider. */
  void run(int count) {
    while (messages < count) {
      List<Integer> hops = new ArrayList<>();
      int last = random.nextInt(nodes.size());
      for (int i = random.nextInt(4); i >= 0; i--) {
        int next = (last + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
        hops.add(next);
        last = next;
      }
      int to = hops.remove(0);
      if (random.nextInt(2) == 0) {
        carried.remove(post(outsider, to, carry(new Past(new long[nodes.size()])), hops));
      } else {
        int from = (to + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
        nodes.get(from).send(to, hops);
      }
    }
  }

  /**
   * What was found.
   *
   * @param messages and answers that were sent
   * @param wrongClocks receipts whose clock is not what lies before them
   * @param ordered pairs that were compared and of which one happened before the other
   * @param concurrent pairs that were compared and of which neither did
   * @param wrongPairs pairs which clock order gives otherwise
   */
  record Comparison(
      int messages, long wrongClocks, long ordered, long concurrent, long wrongPairs) {}

  /** Compares every receipt's clock with the oracle, and of many pairs the order. */
  Comparison compare(int pairsEach) {
    Map<Boolean, Long> pairs = new HashMap<>(Map.of(true, 0L, false, 0L));
    long wrongClocks = 0;
    long wrongPairs = 0;
    for (int i = 0; i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i);
      wrongClocks += isRight(receipt) ? 0 : 1;
      for (int j = 0; j < pairsEach && i > 0; j++) {
        // One that lies near is more often concurrent.
        Receipt earlier = receipts.get(Math.max(0, i - 1 - random.nextInt(20)));
        boolean before = receipt.past().of(earlier.node()) >= earlier.past().of(earlier.node());
        pairs.merge(before, 1L, Long::sum);
        boolean right =
            earlier.clock().isBefore(receipt.clock()) == before
                && !receipt.clock().isBefore(earlier.clock());
        wrongPairs += right ? 0 : 1;
      }
    }
    return new Comparison(messages, wrongClocks, pairs.get(true), pairs.get(false), wrongPairs);
  }

  private boolean isRight(Receipt receipt) {
    for (Node node : nodes) {
      if (receipt.clock().count(node.id) != receipt.past().of(node.index)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    outsider.close();
    for (Node node : nodes) {
      node.client.close();
      node.server.close(Duration.ZERO);
    }
  }
}
