package olympics.system.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final String TWO =
      "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\ncontent-length: 5\r\n\r\nvalue"
          + "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  @Test
  void answersAreFoundHoweverTheyAreCutIntoPieces() {
    byte[] all = bytes(TWO);
    for (int length = 1; length <= all.length; length++) {
      AnswerReader reader = new AnswerReader();
      List<String> found = new ArrayList<>();
      for (int begin = 0; begin < all.length; begin += length) {
        int count = Math.min(length, all.length - begin);
        byte[] piece = new byte[length + 1];
        System.arraycopy(all, begin, piece, 0, count);
        for (AnswerReader.Answer answer : reader.take(piece, count)) {
          found.add(answer.status() + answer.body());
        }
      }
      assertThat(found).as("pieces of %d", length).containsExactly("200value", "503");
    }
  }

  @Test
  void whatHasNoLengthIsRefused() {
    byte[] chunked = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertThatThrownBy(() -> new AnswerReader().take(chunked, chunked.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chunked");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
