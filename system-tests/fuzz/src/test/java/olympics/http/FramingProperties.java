package olympics.http;

import static olympics.fuzz.Property.escaped;
import static olympics.fuzz.Property.holds;

import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import olympics.http.ServerInMemory.Outcome;
import olympics.http.StrictHttp.Request;

/**
 * Whatever bytes come on a connection:
 *
 * <ul>
 *   <li>each request that is taken is one by the letter of the standard, with the same method,
 *       target, headers and body, so that no other reader can frame it differently;
 *   <li>none is lost or made up: after those that were taken comes a refusal, or the end that the
 *       client asked for, or one that has not come whole;
 *   <li>the pieces in which the bytes come change nothing;
 *   <li>what was taken, written again, is read the same;
 *   <li>every request has one answer, in its order, and at most one refusal follows, which ends the
 *       connection;
 *   <li>nothing that was held is kept.
 * </ul>
 */
final class FramingProperties {
  private static final Pattern ANSWER =
      Pattern.compile(
          "\\GHTTP/1\\.1 ([1-5][0-9]{2}) [^\\r\\n]*\\r\\n((?:[^\\r\\n]+\\r\\n)*)\\r\\n");
  private static final String CONTINUE = "100";
  private static final String OK = "200";

  private final Supplier<HttpRequestDecoder> decoder;
  private final byte[] stream;

  private FramingProperties(Supplier<HttpRequestDecoder> decoder, byte[] stream) {
    this.decoder = decoder;
    this.stream = stream;
  }

  static void check(Supplier<HttpRequestDecoder> decoder, byte[] stream) {
    new FramingProperties(decoder, stream).check();
  }

  private void check() {
    Outcome whole = received(stream.length);
    byTheLetter(whole);
    answered(whole);
    for (int pieceBytes : new int[] {1, 7}) {
      Outcome inPieces = received(pieceBytes);
      holds(
          inPieces.withoutText().equals(whole.withoutText()),
          () ->
              "in pieces of "
                  + pieceBytes
                  + " bytes "
                  + shown(inPieces)
                  + ", else "
                  + shown(whole));
    }
    writtenAgain(whole.requests());
  }

  private Outcome received(int pieceBytes) {
    Outcome outcome = ServerInMemory.receive(decoder, stream, Math.max(1, pieceBytes));
    holds(outcome.bufferedBytes() == 0, () -> "still counted as held: " + shown(outcome));
    holds(outcome.leakedBytes() == 0, () -> "not given back: " + shown(outcome));
    return outcome;
  }

  private void byTheLetter(Outcome outcome) {
    List<Request> strict = StrictHttp.read(stream);
    List<Request> taken = outcome.requests();
    for (int i = 0; i < taken.size(); i++) {
      Request request = taken.get(i);
      boolean same = i < strict.size() && strict.get(i).equals(request);
      holds(same, () -> "not by the letter: " + shown(request) + " of " + escaped(stream));
    }
    holds(
        taken.size() == strict.size() || outcome.closed(),
        () -> strict.size() + " requests came, taken were " + shown(outcome));
  }

  private void answered(Outcome outcome) {
    Matcher answer = ANSWER.matcher(outcome.answers());
    int answered = 0;
    boolean refused = false;
    boolean last = false;
    int end = 0;
    while (!refused && answer.find()) {
      end = answer.end();
      String status = answer.group(1);
      holds(!last, () -> "an answer after the last: " + shown(outcome));
      if (!status.equals(CONTINUE)) {
        last = answer.group(2).toLowerCase(java.util.Locale.ROOT).contains("connection: close\r\n");
        refused = !status.equals(OK);
        answered += refused ? 0 : 1;
      }
    }
    int found = answered;
    holds(found == outcome.requests().size(), () -> found + " answers: " + shown(outcome));
    holds(refused || end == outcome.answers().length(), () -> "no answer: " + shown(outcome));
    boolean ended = last;
    holds(outcome.closed() == ended, () -> "closed without saying so: " + shown(outcome));
  }

  private void writtenAgain(List<Request> requests) {
    StringBuilder canonical = new StringBuilder();
    for (Request request : requests) {
      canonical.append(request.method()).append(' ').append(request.target());
      canonical.append(" HTTP/1.1\r\nHost: x\r\n");
      canonical.append("Content-Length: ").append(request.body().length()).append("\r\n\r\n");
      canonical.append(request.body());
    }
    byte[] bytes = canonical.toString().getBytes(StandardCharsets.ISO_8859_1);
    List<Request> again =
        ServerInMemory.receive(decoder, bytes, Math.max(1, bytes.length)).requests();
    holds(
        again.stream()
            .map(FramingProperties::essence)
            .toList()
            .equals(requests.stream().map(FramingProperties::essence).toList()),
        () -> requests + " were read again as " + again);
  }

  private static List<String> essence(Request request) {
    return List.of(request.method(), request.target(), request.body());
  }

  private static String shown(Object what) {
    return escaped(what.toString());
  }
}
