package olympics.system;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much of a fault test is run: a little with every build, more before a merge, all of it for
 * the record. Chosen by the system property {@code faults.dose}.
 *
 * <p>A full dose may be taken in slices, each a run of its own: {@code -Dfaults.slices=4
 * -Dfaults.slice=2} is the second of four. Each takes its share of every number and goes its own
 * way, by seeds of its own.
 */
public enum Dose {
  EVERYDAY,
  MEDIUM,
  FULL;

  /** The system property that chooses. */
  public static final String PROPERTY = "faults.dose";

  /** The system property that says in how many slices the full dose is taken; by default one. */
  public static final String SLICES = "faults.slices";

  /** The system property that says which slice this is, from 1 on. */
  public static final String SLICE = "faults.slice";

  /** The system property that takes the place of the seed of every test. */
  public static final String SEED = "faults.seed";

  /** More than any test counts upwards from its seed. */
  private static final long SEEDS_PER_SLICE = 1_000;

  /** The dose that the system property names; the everyday one if it is not set. */
  public static Dose chosen() {
    return named(System.getProperty(PROPERTY, "everyday"));
  }

  static Dose named(String text) {
    for (Dose dose : values()) {
      if (dose.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return dose;
      }
    }
    List<String> known = Arrays.stream(values()).map(Dose::toString).toList();
    throw new IllegalArgumentException(
        PROPERTY + " is '" + text + "': no such dose; one of " + String.join(", ", known));
  }

  /**
   * How much is done in this run: the number that belongs to the chosen dose, or this slice's share
   * of the full one. The shares add up to exactly the full number; none is 0 unless there are more
   * slices than that.
   */
  public static int of(int everyday, int medium, int full) {
    return Slice.chosen().shareOf(setting(everyday, medium, full));
  }

  /**
   * A limit, a size or a duration that belongs to the chosen dose: the same in every slice, as what
   * is done in one slice is not done more gently for being one of several.
   */
  public static int setting(int everyday, int medium, int full) {
    return chosen().choose(everyday, medium, full);
  }

  /**
   * The seed of a test: another one in every slice.
   *
   * @param base the test's own, unless {@code -Dfaults.seed=N} gives another
   */
  public static long seed(long base) {
    return Slice.chosen().seed(Long.getLong(SEED, base));
  }

  /** The chosen dose and slice, as {@code everyday}, {@code full} or {@code full 2/4}. */
  public static String label() {
    Slice slice = Slice.chosen();
    return slice.of() == 1 ? chosen().toString() : chosen() + " " + slice;
  }

  /**
   * One of several runs that make up a full dose.
   *
   * @param number which, from 1 on
   * @param of how many there are
   */
  record Slice(int number, int of) {
    Slice {
      if (of < 1 || number < 1 || number > of) {
        throw new IllegalArgumentException(
            "there is no slice %d of %d: %s counts from 1 to %s"
                .formatted(number, of, SLICE, SLICES));
      }
    }

    static Slice chosen() {
      Slice slice = new Slice(Integer.getInteger(SLICE, 1), Integer.getInteger(SLICES, 1));
      if (slice.of > 1 && Dose.chosen() != FULL) {
        throw new IllegalArgumentException(
            SLICES + " is " + slice.of + ", but only a full dose is taken in slices: " + PROPERTY);
      }
      return slice;
    }

    int shareOf(int whole) {
      return (int) ((long) whole * number / of - (long) whole * (number - 1) / of);
    }

    long seed(long base) {
      return base + SEEDS_PER_SLICE * (number - 1);
    }

    /** As {@code 2/4}. */
    @Override
    public String toString() {
      return number + "/" + of;
    }
  }

  int choose(int everyday, int medium, int full) {
    return switch (this) {
      case EVERYDAY -> everyday;
      case MEDIUM -> medium;
      case FULL -> full;
    };
  }

  /** As the property has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
