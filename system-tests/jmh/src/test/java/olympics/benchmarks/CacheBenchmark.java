package olympics.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import olympics.games.core.ItemKey;
import olympics.games.core.Lineage;
import olympics.games.core.Stamp;
import olympics.games.core.Team;
import olympics.games.core.Version;
import olympics.obelix.core.Cache;
import olympics.obelix.core.CacheKey;
import olympics.obelix.core.CacheLimits;
import olympics.obelix.core.CachedValue;
import olympics.obelix.core.Change;
import olympics.obelix.core.Fill;
import olympics.obelix.core.Lookup;
import olympics.obelix.core.Poll;
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

/** A front-end's cache, with as many teams as given. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheBenchmark {
  private static final String EPOCH = "0123456789abcdef";
  private static final long FIRST = 10;

  @Param({"5", "206"})
  private int teams;

  private final Cache cache = new Cache(CacheLimits.withBound(Duration.ofSeconds(11)));
  private final Optional<Version> minVersion = Optional.of(version(FIRST));
  private long number = FIRST;
  private int next;

  private static Version version(long number) {
    return new Version(EPOCH, number);
  }

  private static String name(int team) {
    return "Team " + team;
  }

  private static Fill fill(int team, long number) {
    Team read = new Team(name(team), 1, 2, 3, new Stamp(version(number), Instant.EPOCH));
    return new Fill(new CachedValue.Tally(read), version(number), 1);
  }

  /** Polls once and fills everything. */
  @Setup
  public void fill() {
    Lineage lineage = new Lineage(List.of(new Lineage.Epoch(EPOCH, 1)));
    cache.onPoll(new Poll(Optional.empty(), 0, version(FIRST), lineage, true, List.of()));
    for (int team = 0; team < teams; team++) {
      cache.fill(CacheKey.tally(name(team)), fill(team, FIRST));
    }
  }

  /** A read that is answered from the cache. */
  @Benchmark
  public Lookup hit() {
    next = (next + 1) % teams;
    return cache.lookup(CacheKey.tally(name(next)), Optional.empty(), 2);
  }

  /** The same with a version that it must not be older than. */
  @Benchmark
  public Lookup hitWithMinVersion() {
    next = (next + 1) % teams;
    return cache.lookup(CacheKey.tally(name(next)), minVersion, 2);
  }

  /** A write's invalidation, and the fill that follows it. */
  @Benchmark
  public Optional<?> invalidateAndFill() {
    number++;
    Change change = new Change(ItemKey.tally(name(0)), version(number));
    cache.invalidate(List.of(change), 2);
    return cache.fill(CacheKey.tally(name(0)), fill(0, number));
  }
}
