package olympics.games.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{4}");

  @Test
  void digitsAreReadAsTheRegularExpressionsSay() {
    SplittableRandom random = new SplittableRandom(5);
    String signs = "0123456789abcdefgA-+ \u0663\uff11";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder made = new StringBuilder();
      int length = random.nextInt(21);
      int alphabet = random.nextBoolean() ? 10 : signs.length();
      for (int c = 0; c < length; c++) {
        made.append(signs.charAt(random.nextInt(alphabet)));
      }
      String text = made.toString();
      long expected = POSITIVE.matcher(text).matches() ? Long.parseLong(text) : 0;
      assertThat(Digits.positive("=" + text + ",", 1, 1 + text.length()))
          .as(text)
          .isEqualTo(expected);
      String four = text.substring(0, Math.min(4, length));
      assertThat(Digits.isLowerHex(four, 4)).as(four).isEqualTo(HEX.matcher(four).matches());
    }
    assertThat(Digits.positive("9".repeat(18), 0, 18)).isEqualTo(999_999_999_999_999_999L);
  }
}
