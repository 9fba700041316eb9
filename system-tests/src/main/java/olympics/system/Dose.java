package olympics.system;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much of a fault test is run: a little with every build, more before a merge, all of it for
 * the record. Chosen by the system property {@code faults.dose}.
 */
public enum Dose {
  EVERYDAY,
  MEDIUM,
  FULL;

  /** The system property that chooses. */
  public static final String PROPERTY = "faults.dose";

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

  /** The number that belongs to the chosen dose. */
  public static int of(int everyday, int medium, int full) {
    return chosen().choose(everyday, medium, full);
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
