package olympics.system.link;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one link is told to do from now on: a line as {@code obelix-1-database delay 300} (in
 * milliseconds, each way), {@code … cut} or {@code … heal}.
 *
 * @param link its name
 */
public record LinkOrder(String link, LinkFault fault) {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9-]{1,64}) (?:(cut|heal)|delay (\\d{1,5}))");

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException saying what was expected, if it is no order
   */
  public static LinkOrder parse(String line) {
    Matcher matcher = FORM.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + line + "' is no order, expected LINK delay MILLISECONDS, LINK cut or LINK heal");
    }
    return new LinkOrder(matcher.group(1), fault(matcher.group(2), matcher.group(3)));
  }

  private static LinkFault fault(String word, String millis) {
    if (millis != null) {
      return new LinkFault.Delay(Duration.ofMillis(Integer.parseInt(millis)));
    }
    return word.equals("cut") ? new LinkFault.Cut() : new LinkFault.None();
  }

  /** The fault in the words of a person. */
  public String words() {
    return fault.words();
  }
}
