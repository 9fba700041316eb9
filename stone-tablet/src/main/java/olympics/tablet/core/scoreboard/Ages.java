package olympics.tablet.core.scoreboard;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
public final class Ages {
  private Ages() {}

  /** As {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 2 h}. */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  /** With its sign, in milliseconds or, if it is long, in seconds. */
  public static String signed(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return Math.abs(millis) < 1000
        ? String.format(Locale.ROOT, "%+.0f ms", millis)
        : String.format(Locale.ROOT, "%+.1f s", millis / 1e3);
  }
}
