package olympics.process.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret that a tablet draws at its start and tells when it registers: it takes pushes only
 * from who knows it. Its text form hides it.
 *
 * @param text 22 to 64 characters of the URL-safe alphabet of base64 (RFC 4648, 5): 128 bits or
 *     more
 */
public record PushKey(String text) {
  /** The most characters. */
  public static final int MAX_LENGTH = 64;

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22," + MAX_LENGTH + "}");

  public PushKey {
    if (!FORM.matcher(text).matches()) {
      // What was given may be a secret that was mistyped: it is not quoted.
      throw new IllegalArgumentException(
          "not a push_key: expected 22 to " + MAX_LENGTH + " characters of A-Z, a-z, 0-9, - and _");
    }
  }

  /** What somebody shows as a key; empty if it has not the form of one. */
  public static Optional<PushKey> shown(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new PushKey(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "PushKey[hidden]";
  }
}
