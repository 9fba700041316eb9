package olympics.benchmarks;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import olympics.causality.core.VectorClock;
import olympics.process.core.ProcessId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Vector clocks that know as many processes as given: three servers, or many restarts of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VectorClockBenchmark {
  @Param({"3", "30"})
  private int processes;

  private VectorClock one;
  private VectorClock other;
  private ProcessId self;

  /** Two clocks of the same processes, each ahead in a half of them. */
  @Setup
  public void prepare() {
    TreeMap<ProcessId, Long> counts = new TreeMap<>();
    TreeMap<ProcessId, Long> otherCounts = new TreeMap<>();
    for (int i = 0; i < processes; i++) {
      ProcessId process = new ProcessId(i, "%032x".formatted(i));
      counts.put(process, 1_000L + i % 2);
      otherCounts.put(process, 1_001L - i % 2);
      self = process;
    }
    one = new VectorClock(counts);
    other = new VectorClock(otherCounts);
  }

  /** What the answer to a call does to a clock. */
  @Benchmark
  public VectorClock merge() {
    return one.merge(other);
  }

  /** What the receipt of a request does to it. */
  @Benchmark
  public VectorClock mergeAndCount() {
    return one.merge(other).plusOne(self);
  }
}
