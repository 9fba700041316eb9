package olympics.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The Cacofonix password. Compared in constant time; its text form hides it. */
public final class Password {
  private final String text;

  public Password(String text) {
    this.text = text;
  }

  /** Whether a guess is right. */
  public boolean matches(String guess) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
  }

  /** For sending it where it is asked for. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
