package olympics.cacofonix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import olympics.cacofonix.core.LineBreaks;
import olympics.cacofonix.core.Problem;
import olympics.cacofonix.core.ResultsReading;
import olympics.cacofonix.outbox.Run;

/**
 * Whether a file is UTF-8 text: a reader of text would put replacement characters in the place of
 * what is not.
 *
 * @param problems the lines that are not, the first {@link ResultsReading#MAX_PROBLEMS} of them
 * @param digest SHA-256 of what was read, in hexadecimal; of the whole file if all is well
 */
record Utf8Check(List<Problem> problems, String digest) {

  /** Reads a file through once. */
  static Utf8Check of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Pass().read(in);
    }
  }

  private static final class Pass {
    private final List<Problem> problems = new ArrayList<>();
    private final MessageDigest digest = Run.sha256();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private final CharBuffer chars = CharBuffer.allocate(1 << 16);
    private final LineBreaks breaks = new LineBreaks();
    private long position;

    Utf8Check read(InputStream in) throws IOException {
      int count = in.read(bytes.array(), 0, bytes.capacity());
      while (count >= 0 && problems.size() < ResultsReading.MAX_PROBLEMS) {
        digest.update(bytes.array(), bytes.position(), count);
        bytes.limit(bytes.position() + count).position(0);
        decode(false);
        bytes.compact();
        count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      }
      bytes.flip();
      decode(true);
      return new Utf8Check(List.copyOf(problems), HexFormat.of().formatHex(digest.digest()));
    }

    private void decode(boolean last) {
      while (problems.size() < ResultsReading.MAX_PROBLEMS) {
        int from = bytes.position();
        CoderResult result = decoder.decode(bytes, chars.clear(), last);
        for (int i = from; i < bytes.position(); i++) {
          breaks.next(bytes.get(i));
        }
        position += bytes.position() - from;
        if (result.isUnderflow()) {
          return;
        }
        if (result.isMalformed()) {
          report();
          breaks.next(bytes.get(bytes.position()));
          bytes.position(bytes.position() + result.length());
          position += result.length();
        }
      }
    }

    private void report() {
      long line = breaks.count() + 1;
      if (problems.isEmpty() || problems.get(problems.size() - 1).line() < line) {
        problems.add(
            new Problem(
                line,
                String.format(
                    "the byte 0x%02x at byte %d of the file is not UTF-8, expected UTF-8 text",
                    bytes.get(bytes.position()), position)));
      }
    }
  }
}
