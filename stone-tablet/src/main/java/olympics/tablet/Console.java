package olympics.tablet;

import java.io.PrintStream;

/** The only class that writes to standard output: whole lines, at once. Thread-safe. */
final class Console {
  private final PrintStream out;

  /** A console that writes there. */
  Console(PrintStream out) {
    this.out = out;
  }

  /** The process's standard output. */
  static Console standard() {
    return new Console(System.out);
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
