package olympics.system.bench.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the answers in what comes on one HTTP/1.1 connection, in pieces of any length. */
public final class AnswerReader {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})\\b");
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *([0-9]{1,9})\r\n", Pattern.CASE_INSENSITIVE);
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private byte[] held = new byte[0];

  /**
   * One answer.
   *
   * @param body each character is a byte
   */
  public record Answer(int status, String body) {}

  /**
   * Takes the next piece; returns the answers that it completes, in their order.
   *
   * @throws IllegalArgumentException quoting the head, if it has no status or no length
   */
  public List<Answer> take(byte[] piece, int count) {
    byte[] all = Arrays.copyOf(held, held.length + count);
    System.arraycopy(piece, 0, all, held.length, count);
    List<Answer> answers = new ArrayList<>();
    int begin = 0;
    for (int body = bodyAfter(all, begin); body > 0; body = bodyAfter(all, begin)) {
      String head = latin1(all, begin, body);
      int end = body + number(LENGTH, head);
      if (end > all.length) {
        break;
      }
      answers.add(new Answer(number(STATUS, head), latin1(all, body, end)));
      begin = end;
    }
    held = Arrays.copyOfRange(all, begin, all.length);
    return answers;
  }

  /** Where the first body begins; 0 if the head is not complete. */
  private static int bodyAfter(byte[] all, int begin) {
    for (int end = begin + END_OF_HEAD.length; end <= all.length; end++) {
      if (Arrays.equals(all, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return end;
      }
    }
    return 0;
  }

  private static String latin1(byte[] all, int begin, int end) {
    StringBuilder text = new StringBuilder(end - begin);
    for (int i = begin; i < end; i++) {
      text.append((char) (all[i] & 0xff));
    }
    return text.toString();
  }

  private static int number(Pattern pattern, String head) {
    Matcher matcher = pattern.matcher(head);
    if (!matcher.find()) {
      throw new IllegalArgumentException("expected " + pattern + " in: " + head);
    }
    return Integer.parseInt(matcher.group(1));
  }
}
