package olympics.system.bench;

import java.util.List;
import olympics.rpc.RpcFailure;
import olympics.rpc.RpcFault;
import olympics.system.SequentialReads;
import olympics.system.bench.core.Claim;

/**
 * The seed's experiment, its 50 reads with the cache and without, in turn.
 *
 * @param delaysMillis added to the link to the database
 */
record SequentialRow(String name, List<Integer> delaysMillis) implements Row {
  private static final String SUBJECT = "sequential";

  @Override
  public String what() {
    return "50 reads in a row, with the cache and without, %s ms added to the database link"
        .formatted(
            delaysMillis.size() == 1 ? delaysMillis.get(0).toString() : delaysMillis.toString());
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public void measure(Bench bench) throws RpcFault, RpcFailure {
    for (int delay : delaysMillis) {
      try (SequentialReads reads = SequentialReads.start(delay + "ms", bench.settings().tls())) {
        for (int round = 1; round <= bench.rounds(); round++) {
          measure(bench, reads, delay, round);
        }
      }
    }
  }

  /** As many times the 50 reads as fit into a round, in turn; the mean of each kind. */
  private static void measure(Bench bench, SequentialReads reads, int delay, int round)
      throws RpcFault, RpcFailure {
    double[] sums = new double[2];
    int times = 0;
    long end = System.nanoTime() + bench.settings().each().toNanos();
    do {
      for (int turn = 0; turn < 2; turn++) {
        int cached = (turn + times + round) % 2;
        sums[cached] += reads.meanMillis(cached == 1);
      }
      times++;
    } while (System.nanoTime() < end);
    bench.note(SUBJECT, Claim.OURS, delay, round, sums[1] / times);
    bench.note(SUBJECT, Claim.PEER, delay, round, sums[0] / times);
    bench.show(round, "with cache, " + delay + " ms added", sums[1] / times, "ms");
    bench.show(round, "without, " + delay + " ms added", sums[0] / times, "ms");
  }
}
