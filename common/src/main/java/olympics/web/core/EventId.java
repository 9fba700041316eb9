package olympics.web.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of an event in what one feed has told: written {@code life-number}.
 *
 * @param life of the feed; another life counts anew
 * @param number from 1; 0 is before the first event
 */
public record EventId(String life, long number) {
  private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,32})-([0-9]{1,18})");

  /** The position, or empty if the text is none. */
  public static Optional<EventId> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new EventId(form.group(1), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return life + "-" + number;
  }
}
