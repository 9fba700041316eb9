package olympics.attack;

import java.nio.charset.StandardCharsets;

/** Puts bytes together that are no text. */
final class Bytes {
  private Bytes() {}

  static byte[] of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** A text with these bytes in the place of its tilde. */
  static byte[] inValue(String form, int... values) {
    int at = form.indexOf('~');
    return join(ascii(form.substring(0, at)), of(values), ascii(form.substring(at + 1)));
  }
}
