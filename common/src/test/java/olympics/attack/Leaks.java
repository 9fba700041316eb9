package olympics.attack;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what an answer must not tell: how the server is made, and where it keeps things. */
public final class Leaks {
  private static final List<Pattern> PATTERNS =
      List.of(
          // a class with its package, or without
          Pattern.compile("\\b[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*"),
          Pattern.compile("\\b([A-Z][a-z0-9]+){2,}\\b"),
          Pattern.compile("\\w+(Exception|Error)\\b"),
          // a line of a stack trace
          Pattern.compile("\\bat [\\w.$]+\\("),
          Pattern.compile("\\.java\\b"),
          // SQL and the engine
          Pattern.compile("\\b(SELECT|INSERT|UPDATE|DELETE FROM|PRAGMA)\\b"),
          Pattern.compile("(?i)sqlite|jdbc"),
          // a path
          Pattern.compile("(?<![\\w:/<])(/[\\w.-]+){2,}"));

  private Leaks() {}

  /** Throws an {@link AssertionError} that quotes what was told. */
  public static void requireNone(String what, String text) {
    for (Pattern pattern : PATTERNS) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        throw new AssertionError(what + ": tells '" + matcher.group() + "' in: " + text);
      }
    }
  }
}
