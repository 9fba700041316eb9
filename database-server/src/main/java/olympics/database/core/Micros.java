package olympics.database.core;

import java.time.Instant;

/** Instants as whole microseconds since 1970, the resolution in which they are stored. */
public final class Micros {
  private static final long PER_SECOND = 1_000_000L;

  private Micros() {}

  /** The microsecond that an instant lies in. */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1000);
  }

  /** The beginning of a microsecond. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000L);
  }
}
