package olympics.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StrictRequestDecoderTest {
  /** RFC 9112, 3. */
  private static final Pattern REQUEST_LINE =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP/[0-9]\\.[0-9]\r");

  private static final String GOOD = "POST /RPC2 HTTP/1.1\r";
  private static final String SIGNS = " \t\r\0\u007f\u0080\u00ff/:(){}\"@,;Hh1.9\u000b";

  private static boolean isAccepted(String line) {
    EmbeddedChannel channel = new EmbeddedChannel(new StrictRequestDecoder(1024));
    channel.writeInbound(
        Unpooled.copiedBuffer(line + "\nHost: x\r\n\r\n", StandardCharsets.ISO_8859_1));
    Object message = channel.readInbound();
    boolean accepted =
        message instanceof HttpRequest request && request.decoderResult().isSuccess();
    ReferenceCountUtil.release(message);
    channel.finishAndReleaseAll();
    return accepted;
  }

  private static String altered(SplittableRandom random) {
    StringBuilder line = new StringBuilder(GOOD);
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(line.length());
      char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
      switch (random.nextInt(3)) {
        case 0 -> line.insert(at, sign);
        case 1 -> line.setCharAt(at, sign);
        default -> line.deleteCharAt(at);
      }
    }
    return line.toString();
  }

  @Test
  void noRequestLineIsAcceptedThatTheGrammarDoesNotHave() {
    SplittableRandom random = new SplittableRandom(3);
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      String line = altered(random);
      if (isAccepted(line)) {
        accepted++;
        assertThat(line).matches(REQUEST_LINE);
      } else if (!REQUEST_LINE.matcher(line).matches()) {
        refused++;
      }
    }
    assertThat(accepted).as("lines that are accepted").isGreaterThan(1_000);
    assertThat(refused).as("lines that the grammar does not have").isGreaterThan(1_000);
    assertThat(isAccepted(GOOD)).isTrue();
  }
}
