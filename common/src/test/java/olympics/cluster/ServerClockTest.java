package olympics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import olympics.clock.core.RoundTag;
import olympics.election.core.Term;
import olympics.process.core.ProcessId;
import org.junit.jupiter.api.Test;

/**
 * Promise G10: a server's clock never goes backwards, read by several threads while the corrections
 * of ever new leaders come in, some twice and some late. {@code -Dclock.readings=10000000} is the
 * full dose.
 */
class ServerClockTest {
  private static final long READINGS = Long.getLong("clock.readings", 200_000);
  private static final int READERS = 3;

  /** Readers go on until so many were applied, however late the machine lets them begin. */
  private static final long CORRECTIONS = 200;

  private static final long SECOND = 1_000_000_000;

  private final ServerClock clock =
      new ServerClock(new LocalClock(Duration.ofSeconds(-45), 500), Duration.ZERO);

  @Test
  void noReaderSeesItGoBackwardsWhateverIsApplied() throws Exception {
    readWhileCorrecting(() -> nanos(clock));
  }

  @Test
  void aClockThatShowsItsTargetIsCaught() {
    assertThatThrownBy(() -> readWhileCorrecting(clock::probeNanos))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("backwards");
  }

  private static long nanos(ServerClock clock) {
    var now = clock.now();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  private void readWhileCorrecting(LongSupplier read) throws Exception {
    clock.now();
    ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong applied = new AtomicLong();
    try {
      List<Future<Void>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(reader(read, done, applied)));
      }
      Future<?> corrector = threads.submit(() -> correct(done, applied));
      for (Future<Void> reader : readers) {
        reader.get();
      }
      done.set(true);
      corrector.get();
    } finally {
      done.set(true);
      threads.shutdownNow();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Callable<Void> reader(LongSupplier read, AtomicBoolean done, AtomicLong applied) {
    return () -> {
      long last = Long.MIN_VALUE;
      long i = 0;
      for (; !done.get() && (i < READINGS / READERS || applied.get() < CORRECTIONS); i++) {
        long shown = read.getAsLong();
        if (shown <= last) {
          throw new AssertionError("went backwards: " + shown + " after " + last);
        }
        last = shown;
      }
      return null;
    };
  }

  private void correct(AtomicBoolean done, AtomicLong applied) {
    Random random = new Random(1);
    while (!done.get()) {
      Term term = new Term(1 + random.nextInt(1_000_000), process(random.nextInt(3)));
      RoundTag tag = new RoundTag(term, 1 + random.nextInt(3));
      // Half the corrections come from a leader that is late; the clock takes the others.
      RoundTag next = new RoundTag(new Term(1_000_000 + applied.get(), process(1)), 1);
      long delta = random.nextLong(-60 * SECOND, 60 * SECOND);
      if (clock.apply(random.nextBoolean() ? tag : next, delta)) {
        applied.incrementAndGet();
      }
    }
  }

  private static ProcessId process(int uid) {
    return new ProcessId(uid, String.format("%032x", uid));
  }
}
