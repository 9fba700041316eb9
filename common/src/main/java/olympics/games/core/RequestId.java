package olympics.games.core;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A caller's name for one write, which makes it safe to send again.
 *
 * <p>Of the form {@code writer/sequence} it also orders that writer's writes.
 *
 * @param text 1 to 64 printable ASCII characters without spaces
 */
public record RequestId(String text) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern ORDERED = Pattern.compile("(.+)/(0|[1-9][0-9]{0,17})");

  public RequestId {
    if (!isOfForm(text)) {
      throw new IllegalArgumentException(
          "not a request_id: '"
              + Names.quotable(text)
              + "', expected 1 to 64 printable ASCII characters without spaces");
    }
  }

  private static boolean isOfForm(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '!' || text.charAt(i) > '~') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  /** The id of a writer's write number {@code sequence}. */
  public static RequestId of(String writer, long sequence) {
    return new RequestId(writer + "/" + sequence);
  }

  /** The writer, if the id is of the form {@code writer/sequence}. */
  public Optional<String> writer() {
    var matcher = ORDERED.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The sequence number, if the id is of the form {@code writer/sequence}. */
  public OptionalLong sequence() {
    var matcher = ORDERED.matcher(text);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(2)))
        : OptionalLong.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
