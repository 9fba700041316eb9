package olympics.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a stream of requests by the letter of RFC 9112 and nothing else, as the strictest reader
 * beside ours could: what it takes, every other reader frames in the same way. Slow and plain.
 * Confined to one stream.
 */
final class StrictHttp {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(" + TOKEN + ") ([!-~]+) (HTTP/[0-9]\\.[0-9])");
  private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):([^\\r\\n\\x00]*)");
  private static final Pattern LENGTH = Pattern.compile("0*[0-9]{1,9}");

  /** What follows the size changes nothing as long as its line ends where it should. */
  private static final Pattern CHUNK =
      Pattern.compile("(0*[0-9A-Fa-f]{1,7})([^0-9A-Fa-f].*)?", Pattern.DOTALL);

  private final String stream;
  private final List<Request> requests = new ArrayList<>();
  private int at;

  /**
   * A request.
   *
   * @param fields {@code name: value} in the order in which they came, names in lower case
   */
  record Request(String method, String target, List<String> fields, String body) {
    List<String> values(String name) {
      return fields.stream()
          .filter(field -> field.startsWith(name + ": "))
          .map(field -> field.substring(name.length() + 2))
          .toList();
    }
  }

  private StrictHttp(byte[] stream) {
    this.stream = new String(stream, StandardCharsets.ISO_8859_1);
  }

  /** The requests that came whole, up to the first that is not by the letter. */
  static List<Request> read(byte[] stream) {
    StrictHttp reader = new StrictHttp(stream);
    while (true) {
      Optional<Request> next = reader.request();
      if (next.isEmpty()) {
        return reader.requests;
      }
      reader.requests.add(next.get());
    }
  }

  private Optional<Request> request() {
    // Empty lines before a request are ignored (2.2).
    while (stream.startsWith("\r\n", at)) {
      at += 2;
    }
    Optional<Matcher> line = line().map(REQUEST_LINE::matcher).filter(Matcher::matches);
    Optional<List<String>> fields = line.flatMap(matched -> fields());
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    String method = line.get().group(1);
    String target = line.get().group(2);
    Request head = new Request(method, target, fields.get(), "");
    return body(head).map(body -> new Request(method, target, fields.get(), body));
  }

  private Optional<String> body(Request head) {
    List<String> lengths = head.values("content-length");
    List<String> codings = head.values("transfer-encoding");
    if (codings.size() + lengths.size() > 1) {
      return Optional.empty();
    }
    if (codings.size() == 1) {
      return codings.get(0).equalsIgnoreCase("chunked") ? chunks() : Optional.empty();
    }
    if (lengths.isEmpty()) {
      return Optional.of("");
    }
    return LENGTH.matcher(lengths.get(0)).matches()
        ? bytes(Integer.parseInt(lengths.get(0)))
        : Optional.empty();
  }

  private Optional<String> chunks() {
    StringBuilder body = new StringBuilder();
    while (true) {
      Optional<Matcher> line = line().map(CHUNK::matcher).filter(Matcher::matches);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      int size = Integer.parseInt(line.get().group(1), 16);
      if (size == 0) {
        return fields().map(trailers -> body.toString());
      }
      Optional<String> chunk = bytes(size);
      if (chunk.isEmpty() || !stream.startsWith("\r\n", at)) {
        return Optional.empty();
      }
      at += 2;
      body.append(chunk.get());
    }
  }

  private Optional<List<String>> fields() {
    List<String> fields = new ArrayList<>();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      if (line.get().isEmpty()) {
        return Optional.of(fields);
      }
      Matcher field = FIELD.matcher(line.get());
      if (!field.matches()) {
        return Optional.empty();
      }
      fields.add(field.group(1).toLowerCase(Locale.ROOT) + ": " + trimmed(field.group(2)));
    }
    return Optional.empty();
  }

  /** A line, which ends with CR LF and has neither of them in it. */
  private Optional<String> line() {
    int end = stream.indexOf("\r\n", at);
    if (end < 0) {
      return Optional.empty();
    }
    String line = stream.substring(at, end);
    at = end + 2;
    return line.indexOf('\r') < 0 && line.indexOf('\n') < 0 ? Optional.of(line) : Optional.empty();
  }

  private Optional<String> bytes(int count) {
    if (count > stream.length() - at) {
      return Optional.empty();
    }
    at += count;
    return Optional.of(stream.substring(at - count, at));
  }

  private static String trimmed(String value) {
    return value.replaceAll("^[ \\t]+|[ \\t]+$", "");
  }
}
