package olympics.cacofonix.core;

import java.time.Duration;

/**
 * How fast a replay goes.
 *
 * @param speed how many seconds of the Games pass in one second; infinite for no waiting at all
 * @param cadence between updates of a file without times; not scaled by the speed
 */
public record Pace(double speed, Duration cadence) {
  /** As fast as the Games are told. */
  public static final double MAX = Double.POSITIVE_INFINITY;

  /** No waiting is longer, whatever the file says: a hundred years. */
  private static final double LONGEST_NANOS = 100 * 365.25 * 86_400 * 1e9;

  public Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("not a speed: " + speed + ", expected more than 0");
    }
    if (cadence.isNegative()) {
      throw new IllegalArgumentException("not a cadence: " + cadence + ", expected 0 or more");
    }
  }

  /** A distance in the Games' time, as it is replayed. */
  Duration scaled(Duration distance) {
    double nanos = (distance.getSeconds() * 1e9 + distance.getNano()) / speed;
    return Duration.ofNanos(Math.round(Math.min(nanos, LONGEST_NANOS)));
  }

  Duration untimedGap() {
    return Double.isInfinite(speed) ? Duration.ZERO : cadence;
  }
}
