package olympics.pygmy.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(?:<\\?xml[^<>?]*\\?>)?\\s*<methodCall>\\s*<methodName>\\s*"
              + "([A-Za-z0-9_.:/]{1,100})\\s*</methodName>");

  private MethodName() {}

  /**
   * The name in the beginning of a call's body, if it is plainly there.
   *
   * @param beginning the first bytes, each as the character of that number
   */
  public static Optional<String> find(CharSequence beginning) {
    Matcher matcher = PLAIN.matcher(beginning);
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
