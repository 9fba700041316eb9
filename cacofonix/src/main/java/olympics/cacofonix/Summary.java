package olympics.cacofonix;

import java.time.Duration;
import java.util.Locale;

/**
 * What one start of Cacofonix did.
 *
 * @param published took effect now
 * @param replayed had taken effect before
 * @param retried how often something was sent again
 * @param finished whether the run is complete
 */
record Summary(long published, long replayed, long retried, Duration elapsed, boolean finished) {
  @Override
  public String toString() {
    double seconds = elapsed.toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "published=%d already-published=%d retried=%d seconds=%.1f rate=%.1f/s",
        published,
        replayed,
        retried,
        seconds,
        seconds > 0 ? (published + replayed) / seconds : 0.0);
  }
}
