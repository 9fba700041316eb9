package olympics.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a request's target in origin or absolute form (RFC 9112, 3.2), as they came. */
public final class RequestTarget {
  private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  private RequestTarget() {}

  /** The path; nothing is decoded, and no dots are resolved. */
  public static String path(String target) {
    int begin = 0;
    Matcher scheme = SCHEME.matcher(target);
    if (scheme.lookingAt()) {
      begin = target.indexOf('/', scheme.end());
      if (begin < 0) {
        return "/";
      }
    }
    int query = target.indexOf('?', begin);
    return query < 0 ? target.substring(begin) : target.substring(begin, query);
  }
}
