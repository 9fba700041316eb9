package olympics.cacofonix;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import olympics.cacofonix.core.Backoff;
import olympics.cacofonix.core.Reasons;
import olympics.cacofonix.core.SendWindow.Recovery;

/** Makes one call after the other, each again and again until it is answered. */
final class PatientCaller {
  private final Games games;
  private final Backoff backoff;
  private final Reporter reporter;
  private final StopSignal stop;

  PatientCaller(Games games, Backoff backoff, Reporter reporter, StopSignal stop) {
    this.games = games;
    this.backoff = backoff;
    this.reporter = reporter;
    this.stop = stop;
  }

  /**
   * Calls until there is an answer; for calls that may be repeated.
   *
   * @throws StoppedException if the answer is a refusal, or the process is told to stop
   */
  <T> T call(Supplier<CompletableFuture<T>> call) throws StoppedException, InterruptedException {
    long outageBegan = 0;
    Reasons reasons = new Reasons();
    for (int failures = 0; ; failures++) {
      try {
        T answer = call.get().get();
        if (failures > 0) {
          Duration away = Duration.ofNanos(System.nanoTime() - outageBegan);
          reporter.back(new Recovery(away, failures));
        }
        return answer;
      } catch (ExecutionException e) {
        Setback setback = games.setback(e);
        if (!setback.passes()) {
          throw new StoppedException(setback.text());
        }
        if (failures == 0) {
          outageBegan = System.nanoTime();
        }
        if (reasons.isNews(setback.text())) {
          reporter.away(setback.text());
        }
      }
      if (stop.await(backoff.after(failures + 1))) {
        throw new StoppedException("stopped while there was no answer; nothing was sent");
      }
    }
  }
}
