package olympics.tablet;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The only class that writes to standard output: whole lines, at once. Thread-safe. */
final class Console {
  private final PrintStream out;

  /** A console that writes there. */
  Console(PrintStream out) {
    this.out = out;
  }

  /** The process's standard output, in UTF-8 whatever the locale: names come from everywhere. */
  static Console standard() {
    return new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  /**
   * Writes one line.
   *
   * @return false if nobody can read it any more, as after {@code | head}
   */
  boolean line(String text) {
    synchronized (out) {
      out.println(text);
      return !out.checkError();
    }
  }
}
