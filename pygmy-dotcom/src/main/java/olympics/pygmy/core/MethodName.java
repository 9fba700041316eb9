package olympics.pygmy.core;

import java.util.Optional;

/**
 * Finds the method's name at the beginning of a call without reading it as XML.
 *
 * <p>Only the plain form is recognised: an XML declaration or none, then {@code <methodCall>} and
 * {@code <methodName>} with nothing but white space between them. A comment, a DTD, an attribute or
 * another encoding could hide one name behind another, so whatever is not plain has no name here.
 */
public final class MethodName {
  /** How many bytes at the beginning of a body are enough. */
  public static final int PREFIX_BYTES = 512;

  private static final String DECLARATION = "<?xml";
  private static final String CALL = "<methodCall>";
  private static final String BEGIN = "<methodName>";
  private static final String END = "</methodName>";
  private static final String NAME_SIGNS = "_.:/";
  private static final int MAX_LENGTH = 100;

  /** Where a text does not go on; what is looked for from there is not found either. */
  private static final int NOWHERE = Integer.MAX_VALUE;

  private MethodName() {}

  /**
   * The name in the beginning of a call's body, if it is plainly there.
   *
   * @param beginning the first bytes, each as the character of that number
   */
  public static Optional<String> find(CharSequence beginning) {
    int call = afterSpace(beginning, afterDeclaration(beginning, afterSpace(beginning, 0)));
    int begin = afterSpace(beginning, after(CALL, beginning, call));
    int name = afterSpace(beginning, after(BEGIN, beginning, begin));
    int end = name;
    while (end < beginning.length() && isOfName(beginning.charAt(end))) {
      end++;
    }
    boolean plain =
        name < end
            && end - name <= MAX_LENGTH
            && after(END, beginning, afterSpace(beginning, end)) < NOWHERE;
    return plain ? Optional.of(beginning.subSequence(name, end).toString()) : Optional.empty();
  }

  private static int after(String expected, CharSequence text, int at) {
    if (at > text.length() - expected.length()) {
      return NOWHERE;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (text.charAt(at + i) != expected.charAt(i)) {
        return NOWHERE;
      }
    }
    return at + expected.length();
  }

  private static int afterDeclaration(CharSequence text, int at) {
    int rest = after(DECLARATION, text, at);
    if (rest == NOWHERE) {
      return at;
    }
    while (rest < text.length() && "<>?".indexOf(text.charAt(rest)) < 0) {
      rest++;
    }
    return after("?>", text, rest);
  }

  private static int afterSpace(CharSequence text, int at) {
    int rest = at;
    while (rest < text.length() && isSpace(text.charAt(rest))) {
      rest++;
    }
    return rest;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || NAME_SIGNS.indexOf(c) >= 0;
  }
}
