package olympics.rpc;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Headers of ours and a body, read from a text that a person can write: a header a line, an empty
 * line, the body.
 *
 * @param headers as HTTP lets them through
 * @param bodyText a character for each byte
 */
record SignedMessage(HttpHeaders headers, String bodyText) {
  private static final List<String> OF_REQUESTS =
      List.of(
          GamesHeaders.SENDER,
          GamesHeaders.RECEIVER,
          GamesHeaders.COUNTER,
          GamesHeaders.CLOCK,
          GamesHeaders.REQUEST_ID,
          GamesHeaders.CLIENT);
  private static final List<String> SIGNED =
      Stream.concat(OF_REQUESTS.stream(), Stream.of(GamesHeaders.INCARNATION, GamesHeaders.READY))
          .toList();

  static SignedMessage read(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    HttpHeaders headers = new DefaultHttpHeaders();
    for (String line : head.split("\n", -1)) {
      int colon = line.indexOf(':');
      try {
        headers.add(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).strip());
      } catch (IllegalArgumentException notHttp) {
        // Such a header is refused before it comes to us.
      }
    }
    String body = end < 0 ? "" : text.substring(end + 2);
    return new SignedMessage(headers, body);
  }

  byte[] body() {
    return bodyText.getBytes(StandardCharsets.ISO_8859_1);
  }

  Optional<String> first(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether a header that a request's signature covers stands there more than once. */
  boolean repeatsAHeader() {
    return OF_REQUESTS.stream().anyMatch(name -> headers.getAll(name).size() > 1);
  }

  /** The same with another value of one header. */
  SignedMessage with(String name, String value) {
    return new SignedMessage(unchecked().set(name, value), bodyText);
  }

  /** A copy that also takes what HTTP would not let through. */
  private HttpHeaders unchecked() {
    return DefaultHttpHeadersFactory.headersFactory()
        .withValidation(false)
        .newHeaders()
        .set(headers);
  }

  SignedMessage without(String name) {
    return new SignedMessage(headers.copy().remove(name), bodyText);
  }

  /** The same with all that is signed altered a little, one at a time; the signature stays. */
  Map<String, SignedMessage> altered() {
    Map<String, SignedMessage> altered = new LinkedHashMap<>();
    List<String> present = new ArrayList<>();
    for (String name : SIGNED) {
      Optional<String> value = first(name);
      if (value.isEmpty()) {
        altered.put(name + " added", with(name, ""));
        continue;
      }
      present.add(name);
      altered.put(name + " longer", with(name, value.get() + "0"));
      altered.put(name + " removed", without(name));
      if (!value.get().isEmpty()) {
        String shorter = value.get().substring(0, value.get().length() - 1);
        char last = value.get().charAt(value.get().length() - 1);
        altered.put(name + " shorter", with(name, shorter));
        altered.put(name + " other", with(name, shorter + (last == 'a' ? 'b' : 'a')));
      }
    }
    for (int i = 1; i < present.size(); i++) {
      String left = headers.get(present.get(i - 1));
      String right = headers.get(present.get(i));
      if (!right.isEmpty()) {
        altered.put(
            present.get(i) + " begins later",
            with(present.get(i - 1), left + right.charAt(0))
                .with(present.get(i), right.substring(1)));
      }
    }
    altered.put("body longer", new SignedMessage(headers, bodyText + '\0'));
    if (!bodyText.isEmpty()) {
      altered.put("body shorter", new SignedMessage(headers, bodyText.substring(1)));
      altered.put("body other", new SignedMessage(headers, "\t" + bodyText.substring(1)));
    }
    return altered;
  }
}
