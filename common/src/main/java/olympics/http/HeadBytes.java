package olympics.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gathers the head of one message, and puts it before a body. Each thread has one, which is used
 * for one head at a time: {@link #begin}, what it says, then {@link #before} or {@link #alone}.
 */
public final class HeadBytes {
  private static final int USUAL_BYTES = 1024;
  private static final int MAX_KEPT_BYTES = 32 << 10;

  /** A body of so many bytes is copied behind its head: cheaper than a buffer of two parts. */
  private static final int MAX_COPIED_BYTES = 4 << 10;

  private static final FastThreadLocal<HeadBytes> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected HeadBytes initialValue() {
          return new HeadBytes();
        }
      };

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

  private HeadBytes() {}

  /** An empty head, in this thread's place for it. */
  public static HeadBytes begin() {
    HeadBytes head = OF_THREAD.get();
    head.length = 0;
    if (head.bytes.length > MAX_KEPT_BYTES) {
      head.bytes = new byte[USUAL_BYTES];
    }
    return head;
  }

  /** The bytes of a text, to be added often. */
  public static byte[] of(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public HeadBytes add(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** Adds a text; what is not ASCII becomes a question mark. */
  public HeadBytes add(String text) {
    int units = text.length();
    room(units);
    for (int i = 0; i < units; i++) {
      char c = text.charAt(i);
      bytes[length + i] = (byte) (c < 0x80 ? c : '?');
    }
    length += units;
    return this;
  }

  /** Adds a number of at least 0, in decimal. */
  public HeadBytes add(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    room(digits);
    int rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Adds a header; neither the name nor the value holds a line's end. */
  public HeadBytes line(String name, String value) {
    add(name);
    room(2);
    bytes[length++] = ':';
    bytes[length++] = ' ';
    return add(value).endLine();
  }

  public HeadBytes endLine() {
    room(2);
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** The head and a body, whose ownership is taken. */
  public ByteBuf before(ByteBuf body, ByteBufAllocator allocator) {
    int size = body.readableBytes();
    if (size > MAX_COPIED_BYTES) {
      return Unpooled.wrappedBuffer(alone(allocator), body);
    }
    ByteBuf whole = allocator.buffer(length + size);
    whole.writeBytes(bytes, 0, length);
    whole.writeBytes(body, body.readerIndex(), size);
    body.release();
    return whole;
  }

  /** The head without a body. */
  public ByteBuf alone(ByteBufAllocator allocator) {
    return allocator.buffer(length).writeBytes(bytes, 0, length);
  }
}
